import type { Random } from '../../kernel/random.ts';
import type { ServiceLevel } from './data/carriers.ts';
import type { DemoFacility } from './facilities.ts';
import type { OrderDraft } from './order-drafts.ts';
import { HOLDING, PARTIAL, UNALLOCATED } from './order-states.ts';
import type { ParcelPicker, Pick, PickedLine } from './parcel-picker.ts';
import type { BookedService, RateCard } from './rate-card.ts';

/** `reserved` and `released` hold stock and have not left; the others have. */
export type ParcelStage =
  | 'reserved'
  | 'released'
  | 'planned'
  | 'packed'
  | 'inTransit'
  | 'exception'
  | 'delivered'
  | 'returned';

/** What leaves one facility for one order. */
export interface Parcel {
  facility: DemoFacility;
  lines: PickedLine[];
  weightGrams: number;
  /** Null for a purchase carried home. */
  service: BookedService | null;
  costMinor: number;
  transitDays: readonly [number, number];
  stage: ParcelStage;
}

/** Distributes an order over facilities as far as its status says; may lower the status where stock does not allow it. */
export function packOrder(random: Random, draft: OrderDraft, picker: ParcelPicker, card: RateCard): Parcel[] {
  if (UNALLOCATED.has(draft.status)) return [];
  if (isCarriedHome(random, draft)) {
    const store = picker.nearestStore(draft.customer.city);
    if (store) {
      draft.shipTo = draft.customer;
      return [carriedHome(store, draft)];
    }
  }
  const picks = picker.pick(random, linesToSend(draft), draft.shipTo.city, {
    takesStock: HOLDING.has(draft.status) || draft.status === 'partiallyShipped',
    preferStore: random.chance(0.25),
    only: draft.ownTour?.facility ?? null,
    forceSplit: draft.ownTour === null && (draft.status === 'partiallyShipped' || random.chance(0.1)),
    facilitiesAtMost: draft.shipComplete ? 1 : 3,
  });
  settleStatus(draft, picks);
  const parcels = picks.map((pick) => parcelOf(random, pick, draft, card));
  parcels.forEach((parcel, index) => {
    parcel.stage = stageOf(random, draft, index);
  });
  return collected(draft, parcels);
}

/** Every other order that waits in one store is collected there by its customer. */
function collected(draft: OrderDraft, parcels: Parcel[]): Parcel[] {
  const [parcel, another] = parcels;
  if (draft.status !== 'sourced' || parcel?.facility.kind !== 'store' || another || draft.id % 2 === 1) {
    return parcels;
  }
  draft.collectAt = parcel.facility;
  return [{ ...parcel, service: null, costMinor: parcel.facility.handlingCostMinor }];
}

function isCarriedHome(random: Random, draft: OrderDraft): boolean {
  return draft.channel === 'pos' && draft.status === 'delivered' && random.chance(0.7);
}

function carriedHome(store: DemoFacility, draft: OrderDraft): Parcel {
  return {
    facility: store,
    lines: draft.lines.map((line, index) => ({ index, line })),
    weightGrams: weightOf(draft.lines),
    service: null,
    costMinor: 0,
    transitDays: [0, 0],
    stage: 'delivered',
  };
}

/** A partially sourced order keeps its last line waiting. */
function linesToSend(draft: OrderDraft) {
  return draft.status === 'partiallySourced' ? draft.lines.slice(0, -1) : draft.lines;
}

function settleStatus(draft: OrderDraft, picks: readonly Pick[]): void {
  const sent = picks.reduce((sum, pick) => sum + pick.lines.length, 0);
  if (sent === 0) draft.status = 'open';
  else if (draft.status === 'partiallyShipped' && picks.length < 2) {
    draft.status = sent < draft.lines.length ? 'partiallySourced' : 'packed';
  } else if (sent < draft.lines.length && HOLDING.has(draft.status)) draft.status = 'partiallySourced';
  if (PARTIAL.has(draft.status)) draft.shipComplete = false;
}

function parcelOf(random: Random, pick: Pick, draft: OrderDraft, card: RateCard): Parcel {
  const weightGrams = weightOf(pick.lines.map(({ line }) => line));
  const origin = pick.facility.city.country;
  const destination = draft.shipTo.city.country;
  if (draft.ownTour) return ownParcel(pick, weightGrams);
  const service = chooseService(random, card, draft.level ?? 'standard', origin, destination, weightGrams);
  const tariff = service && card.tariff(service, origin, destination, weightGrams);
  return {
    ...pick,
    weightGrams,
    service,
    costMinor: (tariff?.priceMinor ?? 19_900) + pick.facility.handlingCostMinor,
    transitDays: tariff?.transitDays ?? [5, 8],
    stage: 'reserved',
  };
}

/** Brought by the facility's own vehicles: no carrier, and only the handling is known yet. */
function ownParcel(pick: Pick, weightGrams: number): Parcel {
  const costMinor = pick.facility.handlingCostMinor;
  return { ...pick, weightGrams, service: null, costMinor, transitDays: [0, 1], stage: 'reserved' };
}

function chooseService(
  random: Random,
  card: RateCard,
  level: ServiceLevel,
  origin: string,
  destination: string,
  weightGrams: number,
): BookedService | null {
  for (const wanted of [level, 'standard', 'economy'] as const) {
    const fitting = card.fitting(wanted, origin, destination, weightGrams);
    if (fitting.length === 0) continue;
    const cost = (service: BookedService) =>
      card.tariff(service, origin, destination, weightGrams)?.priceMinor ?? 0;
    const cheapest = fitting.reduce((best, service) => (cost(service) < cost(best) ? service : best));
    return random.chance(0.7)
      ? cheapest
      : random.pick(fitting.filter((service) => cost(service) < cost(cheapest) * 1.4));
  }
  return null;
}

function stageOf(random: Random, draft: OrderDraft, index: number): ParcelStage {
  switch (draft.status) {
    case 'partiallySourced':
    case 'sourced':
      return 'reserved';
    case 'released':
      return 'released';
    case 'picking':
      return 'planned';
    case 'packed':
      return 'packed';
    case 'partiallyShipped':
      if (index === 0) return random.chance(0.4) ? 'delivered' : 'inTransit';
      return random.chance(0.5) ? 'packed' : 'released';
    case 'shipped':
      if (index > 0 && random.chance(0.2)) return 'delivered';
      return random.chance(0.012) ? 'exception' : 'inTransit';
    case 'returned':
      return random.chance(0.3) ? 'returned' : 'delivered';
    default:
      return 'delivered';
  }
}

function weightOf(lines: readonly { weightGrams: number; quantity: number }[]): number {
  return lines.reduce((sum, line) => sum + line.weightGrams * line.quantity, 0);
}
