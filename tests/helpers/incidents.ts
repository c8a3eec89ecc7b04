import { expect } from 'vitest';
import type { OptionKind } from '../../core/contract/incidents.ts';
import type { NewRow } from '../../core/db/tables.ts';
import { shipmentRow } from './shipments.ts';
import { type Bench, standardService } from './workbench.ts';

const HOUR = 3_600_000;

export interface TroubleGiven {
  status?: string;
  promisedInHours?: number;
  /** Kind of the exception that its scan tells. */
  trouble?: string | null;
  milestone?: string;
}

/** A hundred lamps in Lyon, and a service to ship them with. */
export async function lampsInLyon({
  build,
  ctx,
}: Bench): Promise<{ lamp: number; lyon: number; service: number }> {
  const lyon = await build.facility('LYON');
  const lamp = await build.product('LAMP');
  await build.stock(lamp, lyon, 100);
  return { lamp, lyon, service: await standardService(ctx) };
}

/** The shipment is at the customer's. */
export async function arrive({ db }: Bench['ctx'], shipment: number, at = Date.now()): Promise<void> {
  const arrived = { status: 'delivered', delivered_at: at };
  await db.write((trx) => trx.updateTable('shipment').set(arrived).where('id', '=', shipment).execute());
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

/** An incident about a shipment as if it had been found. @returns its id */
export async function openIncident(
  { ctx }: Pick<Bench, 'ctx'>,
  given: Partial<NewRow<'incident'>> & Pick<NewRow<'incident'>, 'kind' | 'entity_key'>,
): Promise<number> {
  const now = Date.now();
  const { id } = await ctx.db.write((trx) =>
    trx
      .insertInto('incident')
      .values({
        severity: 3,
        state: 'open',
        active: 1,
        entity: 'shipment',
        entity_id: null,
        parent_id: null,
        cause: null,
        owner: null,
        order_id: null,
        order_number: null,
        customer_id: null,
        customer: null,
        segment: null,
        carrier: null,
        facility: null,
        place: null,
        latitude: null,
        longitude: null,
        promised_at: now,
        expected_at: null,
        currency: 'EUR',
        detected_at: now,
        due_at: now,
        snoozed_until: null,
        resolved_at: null,
        resolution: null,
        updated_at: now,
        ...given,
      })
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}

/** What is done about incidents in tests, through the procedures. */
export function incidentDesk(bench: () => Pick<Bench, 'client'>) {
  const incidentOf = async (key: string) => {
    const { rows } = await bench().client.incidents.list({
      filter: { search: key, states: ['open', 'snoozed', 'resolved', 'dismissed'] },
    });
    const row = rows.find((one) => one.key === key);
    if (!row) throw new Error(`No incident ${key}`);
    return row;
  };
  /** Applies an option, with what it takes to take it back. */
  const tryOption = async (incident: { id: number }, option: OptionKind) => {
    const { client } = bench();
    const preview = await client.incidents.preview({ ids: [incident.id], option });
    const result = await client.incidents.apply({ ids: [incident.id], option });
    expect(result).toMatchObject({ applied: [incident.id], refused: [] });
    const [action] = (await client.incidents.detail(incident)).actions;
    expect(action).toMatchObject({ option, undoneAt: null });
    const undo = () => client.incidents.undo({ actionId: action?.id ?? 0 });
    return { preview, action, undo };
  };
  const stateOf = async (id: number) => (await bench().client.incidents.detail({ id })).state;
  const optionsOf = async (id: number) => {
    const views = await bench().client.incidents.options({ id });
    return new Map(views.map((view) => [view.kind, view]));
  };
  return { incidentOf, tryOption, stateOf, optionsOf };
}
