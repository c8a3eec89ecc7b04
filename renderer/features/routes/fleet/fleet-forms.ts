import type {
  DriverDraft,
  DriverView,
  OpeningHours,
  VehicleTypeDraft,
  VehicleTypeView,
} from '../../../../core/contract/fleets.ts';

export type VehicleTypeForm = VehicleTypeDraft & { id?: number };
export type DriverForm = DriverDraft & { id?: number };
export type Problem = 'missing' | 'taken' | 'overlap' | 'endsBefore' | 'twice';

const DAY_MINUTES = 1440;

export function newVehicleType(currency: string): VehicleTypeForm {
  return {
    code: '',
    name: '',
    capacityWeightGrams: null,
    capacityVolumeMillilitres: null,
    capacityPallets: null,
    shiftFromMinutes: 480,
    shiftToMinutes: 1080,
    breaks: [],
    maxStops: null,
    maxDistanceMetres: null,
    maxDurationSeconds: null,
    rangeMetres: null,
    fixedCostMinor: 0,
    costPerKmMinor: 0,
    costPerHourMinor: 0,
    overtimeAfterSeconds: null,
    overtimePerHourMinor: 0,
    currency,
    speedPercent: 100,
    co2GramsPerKm: 0,
    skills: [],
    vehicles: [],
  };
}

export function newDriver(): DriverForm {
  return { code: '', name: '', facility: null, phone: null, active: true };
}

type Named = { code: string; name: string; id?: number };

/** What is wrong with a code or a name, among the others that there are. */
export function nameProblems(
  { code, name, id }: Named,
  others: readonly Named[],
): { code: Problem | null; name: Problem | null } {
  const isTaken = others.some((other) => other.code === code.trim() && other.id !== id);
  return {
    code: code.trim() === '' ? 'missing' : isTaken ? 'taken' : null,
    name: name.trim() === '' ? 'missing' : null,
  };
}

/** A shift that would end before it begins ends on the next day. */
export function withShift(
  draft: VehicleTypeForm,
  shift: { from?: number | undefined; to?: number | undefined },
): VehicleTypeForm {
  const from = shift.from ?? draft.shiftFromMinutes;
  const to = (shift.to ?? draft.shiftToMinutes) % DAY_MINUTES;
  return { ...draft, shiftFromMinutes: from, shiftToMinutes: to > from ? to : to + DAY_MINUTES };
}

/** Depots that stand more than once, or were not chosen yet. */
export function depotProblem(
  vehicles: VehicleTypeForm['vehicles'],
  index: number,
): Extract<Problem, 'missing' | 'twice'> | null {
  const facility = vehicles[index]?.facility ?? '';
  if (facility === '') return 'missing';
  return vehicles.some((one, i) => i < index && one.facility === facility) ? 'twice' : null;
}

export function isVehicleTypeSound(draft: VehicleTypeForm, others: readonly VehicleTypeView[]): boolean {
  const { code, name } = nameProblems(draft, others);
  return (
    code === null && name === null && draft.vehicles.every((_, i) => depotProblem(draft.vehicles, i) === null)
  );
}

export function isDriverSound(draft: DriverForm, others: readonly DriverView[]): boolean {
  const { code, name } = nameProblems(draft, others);
  return code === null && name === null;
}

/** What is wrong with a window among those of its week. */
export function windowProblem(
  hours: OpeningHours,
  index: number,
): Extract<Problem, 'endsBefore' | 'overlap'> | null {
  const window = hours[index];
  if (!window) return null;
  if (window.toMinutes <= window.fromMinutes) return 'endsBefore';
  const overlaps = hours.some(
    (other, i) =>
      i !== index &&
      other.weekday === window.weekday &&
      other.fromMinutes < window.toMinutes &&
      window.fromMinutes < other.toMinutes,
  );
  return overlaps ? 'overlap' : null;
}

/** Where a further window of a day may lie: an hour after the last, else office hours. */
export function nextWindow(hours: OpeningHours, weekday: number): OpeningHours[number] {
  const last = Math.max(...hours.filter((one) => one.weekday === weekday).map((one) => one.toMinutes));
  if (!Number.isFinite(last)) return { weekday, fromMinutes: 480, toMinutes: 1080 };
  const fromMinutes = Math.min(DAY_MINUTES - 60, last + 60);
  return { weekday, fromMinutes, toMinutes: Math.min(DAY_MINUTES - 1, fromMinutes + 240) };
}

/** The windows of one day on the other working days too. */
export function copiedToWorkdays(hours: OpeningHours, weekday: number): OpeningHours {
  const own = hours.filter((one) => one.weekday === weekday);
  const kept = hours.filter((one) => one.weekday > 4);
  return [...[0, 1, 2, 3, 4].flatMap((day) => own.map((one) => ({ ...one, weekday: day }))), ...kept];
}
