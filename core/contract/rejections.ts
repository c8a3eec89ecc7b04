import { z } from 'zod';
import { instant, page, reads, writes } from './base.ts';
import { REJECTION_REASONS } from './rules.ts';

/**
 * What a facility's "no" does to the position, besides giving back what was reserved:
 * `notInStock` on hand becomes 0; `mismatch` on hand falls by the quantity; `damaged` the quantity stays on hand but is
 * blocked; `noTime` nothing more. A later stock statement of the source replaces all of it.
 */
export const rejectionReason = z.enum(REJECTION_REASONS);
export type RejectionReason = z.infer<typeof rejectionReason>;

const figures = z.object({
  onHand: z.number().int(),
  reserved: z.number().int(),
  blocked: z.number().int(),
  available: z.number().int(),
});
export type PositionFigures = z.infer<typeof figures>;

export const rejectionView = z.object({
  id: z.number().int(),
  number: z.string(),
  lineNumber: z.number().int(),
  sku: z.string(),
  facility: z.string(),
  facilityName: z.string(),
  quantity: z.number().int(),
  reason: rejectionReason,
  note: z.string().nullable(),
  actor: z.string(),
  at: instant,
});
export type RejectionView = z.infer<typeof rejectionView>;

const what = {
  allocationId: z.number().int(),
  /** Units that it rejects; left out = all of the allocation. */
  quantity: z.number().int().min(1).optional(),
};

export const rejectionsContract = {
  /** The position before, and after each of the reasons. */
  consequences: reads('orders:read')
    .input(z.object(what))
    .output(
      z.object({
        sku: z.string(),
        facility: z.string(),
        quantity: z.number().int(),
        before: figures,
        after: z.record(rejectionReason, figures),
      }),
    ),
  /**
   * Gives the units back, changes the stock as the reason says and starts a job (kind `rejections.source`) that sources the
   * order again, elsewhere first; its outcome is `{applied}`. No job for an order that may not be sourced (held).
   */
  reject: writes('orders:write')
    .input(z.object({ ...what, reason: rejectionReason, note: z.string().max(500).optional() }))
    .output(z.object({ rejectionId: z.number().int(), jobId: z.string().nullable() })),
  list: reads('orders:read')
    .input(z.object({ number: z.string().optional(), ...page }))
    .output(z.object({ rows: z.array(rejectionView), total: z.number().int() })),
};
