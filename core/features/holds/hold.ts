import type { OrderStatus } from '../../contract/order-statuses.ts';
import { type HoldCode, VALIDATION_CODES } from '../../contract/validation.ts';

/** A hold that lies over an order, or a warning about it. */
export interface Hold {
  code: HoldCode;
  mode: 'hold' | 'warn';
  values: Record<string, unknown>;
  reason: string;
  since: number;
  /** Null when a rule placed it. */
  by: string | null;
  /** What the order said then. */
  fingerprint: string | null;
}

/** A hold that a person places. */
export function manualHold(reason: string, { at, by }: { at: number; by: string }): Hold {
  return { code: 'manual', mode: 'hold', values: {}, reason, since: at, by, fingerprint: null };
}

const AT_RECEPTION = new Set<string>(VALIDATION_CODES);

/** Whether a rule of reception places holds of this code. */
export function isOfReception(code: string): boolean {
  return AT_RECEPTION.has(code);
}

/** What the order itself keeps of its holds, for lists and for readers that know no codes. */
export function summaryOf(holds: readonly Pick<Hold, 'code' | 'mode' | 'reason'>[]): {
  holdReason: string | null;
  holdCodes: string | null;
} {
  const holding = holds.filter(({ mode }) => mode === 'hold');
  if (holding.length === 0) return { holdReason: null, holdCodes: null };
  return {
    holdReason: holding.map(({ reason }) => reason).join('; '),
    holdCodes: holding.map(({ code }) => code).join(','),
  };
}

/** The codes that an order keeps, as a list. */
export function codesOf(holdCodes: string | null): HoldCode[] {
  return holdCodes === null ? [] : (holdCodes.split(',') as HoldCode[]);
}

/**
 * An order is open once nothing holds it at reception; until then it is received. One that its source calls received is not
 * confirmed there, and waits for that.
 */
export function statusAfter(
  order: { status: OrderStatus; said: string | null },
  holds: readonly Pick<Hold, 'code' | 'mode'>[],
): OrderStatus {
  const waits = holds.some(({ code, mode }) => mode === 'hold' && isOfReception(code));
  if (order.status === 'open' && waits) return 'received';
  if (order.status === 'received' && !waits && order.said !== 'received') return 'open';
  return order.status;
}
