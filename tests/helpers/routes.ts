import type { VehicleTypeDraft } from '../../core/contract/fleets.ts';
import type { NewRow } from '../../core/db/tables.ts';
import type { AppContext } from '../../core/features/context.ts';
import type { Client } from '../../core/host/commands/client.ts';
import { NOW } from './network.ts';
import { shipmentRow } from './shipments.ts';

/** The Tuesday after `NOW`. */
export const TOUR_DAY = '2026-05-05';
/** Midnight in Paris of that day. */
export const TOUR_DAY_STARTS_AT = Date.parse('2026-05-04T22:00:00Z');

/** A van of 800 kg from 8 to 18 h: 40 EUR a day, 0.50 EUR a km, 24 EUR an hour. */
export function van(
  given: Partial<VehicleTypeDraft> = {},
): Parameters<Client['fleets']['saveVehicleType']>[0] {
  return {
    code: 'VAN',
    name: 'Van',
    capacityWeightGrams: 800_000,
    fixedCostMinor: 4000,
    costPerKmMinor: 50,
    costPerHourMinor: 2400,
    co2GramsPerKm: 180,
    vehicles: [{ facility: 'LYON', count: 3 }],
    ...given,
  };
}

/** A planned shipment of so many kilograms to a point some hundredths of degrees from Lyon. */
export async function addShipment(
  ctx: AppContext,
  number: string,
  {
    orderId,
    facilityId,
    east,
    north,
    kilograms = 20,
    ...given
  }: {
    orderId: number | null;
    facilityId: number;
    east: number;
    north: number;
    kilograms?: number;
  } & Partial<NewRow<'shipment'>>,
): Promise<number> {
  const { id } = await ctx.db.write((trx) =>
    trx
      .insertInto('shipment')
      .values(
        shipmentRow({
          number,
          order_id: orderId,
          facility_id: facilityId,
          status: 'planned',
          city: 'Lyon',
          postal_code: '69003',
          latitude: 45.75 + north / 100,
          longitude: 4.85 + east / 100,
          weight_grams: kilograms * 1000,
          cost_minor: 0,
          updated_at: NOW,
          ...given,
        }),
      )
      .returning('id')
      .executeTakeFirstOrThrow(),
  );
  return id;
}
