import { z } from 'zod';
import { writes } from './base.ts';

const numbers = z.object({ numbers: z.array(z.string()).min(1).max(5000) });

/** What became of a command over several shipments: nothing is half done; each refusal has its reason. */
export const shipmentCommandResult = z.object({
  commandId: z.string(),
  changed: z.array(z.string()),
  /** Messages that now wait to be delivered to the system that owns the shipments. */
  messages: z.number().int(),
  refused: z.array(z.object({ number: z.string(), code: z.string(), reason: z.string() })),
});
export type ShipmentCommandResult = z.infer<typeof shipmentCommandResult>;

export const shipmentsContract = {
  /** Takes the stock for planned shipments; the ERP that owns them is told. */
  assign: writes('orders:write').input(numbers).output(shipmentCommandResult),
  pack: writes('orders:write').input(numbers).output(shipmentCommandResult),
  /** They have left. */
  ship: writes('orders:write').input(numbers).output(shipmentCommandResult),
  /** Announces goods that come back, by order line and quantity. */
  createReturn: writes('orders:write')
    .input(
      z.object({
        orderNumber: z.string(),
        facilityCode: z.string(),
        reason: z.string().max(500).nullable().default(null),
        lines: z.array(z.object({ lineNumber: z.number().int(), quantity: z.number().int().min(1) })).min(1),
      }),
    )
    .output(z.object({ number: z.string(), messages: z.number().int() })),
};
