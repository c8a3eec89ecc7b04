/** With fewer deliveries nothing is learnt. */
export const LEAST_SHIPMENTS = 60;

/** There are too few delivered shipments to learn from. */
export class ThinHistoryError extends Error {
  constructor(delivered: number) {
    super(
      `Only ${delivered} delivered shipments: at least ${LEAST_SHIPMENTS} are needed to learn and to try.`,
    );
    this.name = 'ThinHistoryError';
  }
}
