import { shipmentRow } from './shipments.ts';
import type { Bench } from './workbench.ts';

const HOUR = 3_600_000;

export interface TroubleGiven {
  status?: string;
  promisedInHours?: number;
  /** Kind of the exception that its scan tells. */
  trouble?: string | null;
  milestone?: string;
}

/** A shipment of two lamps from Lyon to Paris with one scan, two hours late. */
export async function shipWithTrouble(
  { build, ctx }: Bench,
  { lamp, lyon, service, number }: { lamp: number; lyon: number; service: number; number: string },
  given: TroubleGiven,
) {
  const { status = 'inTransit', promisedInHours = -2, trouble = null, milestone = 'inTransit' } = given;
  const now = Date.now();
  const left = status !== 'planned';
  const order = await build.order(number, [[lamp, 2]], {
    status: left ? 'shipped' : 'released',
    promised_at: now + promisedInHours * HOUR,
    total_minor: 5000,
  });
  const shipment = await ctx.db.write(async (trx) => {
    const { id } = await trx
      .insertInto('shipment')
      .values(
        shipmentRow({
          number: `SH-${number}`,
          order_id: order.id,
          facility_id: lyon,
          service_id: service,
          tracking_number: `TR-${number}`,
          status,
          shipped_at: left ? now - 24 * HOUR : null,
          promised_at: now + promisedInHours * HOUR,
          assigned_at: now,
          updated_at: now,
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow();
    await trx
      .insertInto('shipment_line')
      .values({
        shipment_id: id,
        order_line_id: order.lineIds[0] as number,
        allocation_id: null,
        product_id: lamp,
        quantity: 2,
      })
      .execute();
    await trx
      .insertInto('tracking_event')
      .values({
        shipment_id: id,
        occurred_at: now - HOUR,
        milestone: trouble ? 'exception' : milestone,
        description: null,
        city: 'Lyon',
        country: 'FR',
        latitude: 45.75,
        longitude: 4.85,
        source: 'test',
        exception_kind: trouble,
        eta_at: null,
      })
      .execute();
    return id;
  });
  return { number, shipment, orderId: order.id };
}
