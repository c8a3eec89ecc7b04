import type {
  DriverDraft,
  DriverView,
  OpeningHours,
  VehicleTypeDraft,
  VehicleTypeView,
} from '../../contract/fleets.ts';
import type { AppContext } from '../context.ts';
import { type Command, runCommand } from '../journal/index.ts';
import { conflict, notFound } from '../procedures.ts';
import {
  deleteDriver,
  deleteVehicleType,
  findDrivers,
  findFacilityId,
  findFacilityIds,
  findFleet,
  findOpeningHours,
  isCodeTaken,
  writeDriver,
  writeOpeningHours,
  writeVehicleType,
} from './fleets.queries.ts';

/** @throws CONFLICT, as the contract tells; NOT_FOUND for an id that there is not */
export async function saveVehicleType(
  ctx: AppContext,
  { id, ...draft }: VehicleTypeDraft & { id?: number | undefined },
): Promise<VehicleTypeView> {
  if (draft.shiftToMinutes <= draft.shiftFromMinutes) {
    throw conflict(
      'The shift ends before it begins.',
      'shiftEndsBeforeItBegins',
      'Let it end on the next day.',
    );
  }
  const saved = await runCommand(ctx, 'fleets.saveVehicleType', async (command) => {
    await refuseTaken(command, 'vehicle_type', draft.code, id);
    const codes = draft.vehicles.map(({ facility }) => facility);
    const ids = await facilityIds(command, codes);
    const counts = new Map<number, number>();
    for (const { facility, count } of draft.vehicles) {
      const facilityId = ids.get(facility) as number;
      counts.set(facilityId, (counts.get(facilityId) ?? 0) + count);
    }
    const vehicles = [...counts].map(([facilityId, count]) => ({ facilityId, count }));
    const written = await writeVehicleType(command.trx, draft, { id, at: command.at, vehicles });
    if (written === null) throw notFound('vehicle type', String(id));
    command.record({ entity: 'vehicleType', id: written, key: draft.code, before: null, after: draft });
    command.publish({ type: 'routes.changed' });
    return written;
  });
  return (await findFleet(ctx.db)).find((type) => type.id === saved) as VehicleTypeView;
}

/** @throws NOT_FOUND */
export function removeVehicleType(ctx: AppContext, id: number): Promise<void> {
  return runCommand(ctx, 'fleets.removeVehicleType', async (command) => {
    const code = await deleteVehicleType(command.trx, id);
    if (code === null) throw notFound('vehicle type', String(id));
    command.record({ entity: 'vehicleType', id, key: code, before: { code }, after: null });
    command.publish({ type: 'routes.changed' });
  });
}

/** @throws CONFLICT, as the contract tells; NOT_FOUND for an id that there is not */
export async function saveDriver(
  ctx: AppContext,
  { id, ...draft }: DriverDraft & { id?: number | undefined },
): Promise<DriverView> {
  const saved = await runCommand(ctx, 'fleets.saveDriver', async (command) => {
    await refuseTaken(command, 'driver', draft.code, id);
    const ids = await facilityIds(command, draft.facility === null ? [] : [draft.facility]);
    const facilityId = draft.facility === null ? null : (ids.get(draft.facility) as number);
    const written = await writeDriver(command.trx, draft, { id, at: command.at, facilityId });
    if (written === null) throw notFound('driver', String(id));
    command.record({ entity: 'driver', id: written, key: draft.code, before: null, after: draft });
    command.publish({ type: 'routes.changed' });
    return written;
  });
  return (await findDrivers(ctx.db)).find((driver) => driver.id === saved) as DriverView;
}

/** @throws NOT_FOUND */
export function removeDriver(ctx: AppContext, id: number): Promise<void> {
  return runCommand(ctx, 'fleets.removeDriver', async (command) => {
    const code = await deleteDriver(command.trx, id);
    if (code === null) throw notFound('driver', String(id));
    command.record({ entity: 'driver', id, key: code, before: { code }, after: null });
    command.publish({ type: 'routes.changed' });
  });
}

/** @throws NOT_FOUND */
export async function showOpeningHours(ctx: AppContext, facility: string): Promise<OpeningHours> {
  const id = await findFacilityId(ctx.db, facility);
  if (id === null) throw notFound('facility', facility);
  return findOpeningHours(ctx.db, id);
}

/** @throws CONFLICT `hoursOverlap`; NOT_FOUND */
export async function saveOpeningHours(
  ctx: AppContext,
  { facility, hours }: { facility: string; hours: OpeningHours },
): Promise<void> {
  const inOrder = [...hours].sort((a, b) => a.weekday - b.weekday || a.fromMinutes - b.fromMinutes);
  const wrong = inOrder.some((window, i) => {
    const before = inOrder[i - 1];
    const overlaps = before?.weekday === window.weekday && before.toMinutes > window.fromMinutes;
    return overlaps || window.toMinutes <= window.fromMinutes;
  });
  if (wrong) throw conflict('Opening hours end before they begin, or overlap.', 'hoursOverlap');
  const id = await findFacilityId(ctx.db, facility);
  if (id === null) throw notFound('facility', facility);
  const before = await findOpeningHours(ctx.db, id);
  await runCommand(ctx, 'fleets.saveOpeningHours', async (command) => {
    await writeOpeningHours(command.trx, id, inOrder);
    command.record({
      entity: 'facility',
      id,
      key: facility,
      before: { hours: before },
      after: { hours: inOrder },
    });
    command.publish({ type: 'routes.changed' });
  });
}

async function refuseTaken(
  command: Command,
  table: 'vehicle_type' | 'driver',
  code: string,
  id: number | undefined,
): Promise<void> {
  if (!(await isCodeTaken(command.trx, table, code, id))) return;
  throw conflict(
    `The code ${code} is taken.`,
    'codeTaken',
    'Choose another one, or change the one that has it.',
  );
}

async function facilityIds(command: Command, codes: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const ids = await findFacilityIds(command.trx, [...new Set(codes)]);
  const unknown = codes.find((code) => !ids.has(code));
  if (unknown !== undefined) throw conflict(`No facility has the code ${unknown}.`, 'unknownFacility');
  return ids;
}
