import { DateTime } from 'luxon';
import type { Channel } from '../../contract/base.ts';
import type { AllocatedLine } from './day-orders.queries.ts';
import type { OrderToPick } from './wave-problem.ts';

/** What a facility ships of one order. */
export interface OrderPart extends OrderToPick {
  number: string;
  customer: string | null;
  channel: Channel;
  status: string;
  held: boolean;
  shipComplete: boolean;
  fulfilment: string;
  promisedAt: number | null;
  carrier: string | null;
  /** `CARRIER/SERVICE`. */
  serviceKey: string | null;
  service: string | null;
  units: number;
  allocations: readonly AllocatedLine[];
}

/** What is known of a carrier's service. */
export interface PartService {
  name: string;
  carrier: string;
  carrierCode: string;
  code: string;
  cutOffMinutes: number;
}

export interface PartFacts {
  timeZone: string;
  cutOffMinutes: number;
  services: ReadonlyMap<number, PartService>;
  /** Longest days that a service takes there; null where no rate tells. */
  transitDays: (serviceId: number, line: AllocatedLine) => number | null;
  largestBox: BoxRoom | null;
}

/** What a box holds. */
export interface BoxRoom {
  millilitres: number;
  mostGrams: number;
}

/** Without a rate a parcel is given a day. */
const DAYS_WITHOUT_RATE = 1;

/** Allocated lines as the orders that they belong to, in the order of the lines. Pure. */
export function orderParts(lines: readonly AllocatedLine[], facts: PartFacts): OrderPart[] {
  return [...Map.groupBy(lines, (line) => line.orderId).values()].map((own) => toPart(own, facts));
}

function toPart(lines: readonly AllocatedLine[], facts: PartFacts): OrderPart {
  const first = lines[0] as AllocatedLine;
  const service = first.serviceId === null ? undefined : facts.services.get(first.serviceId);
  return {
    orderId: first.orderId,
    number: first.number,
    customer: first.customer,
    channel: first.channel as Channel,
    status: first.status,
    held: first.holdReason !== null,
    shipComplete: first.shipComplete === 1,
    fulfilment: first.fulfilment,
    priority: first.priority,
    orderedAt: first.orderedAt,
    promisedAt: first.promisedAt,
    leavesBy: leavesBy(first, service, facts),
    carrier: service?.carrier ?? null,
    carrierCode: service?.carrierCode ?? null,
    serviceKey: service ? serviceKey(service) : null,
    parcels: parcelsOf(lines, facts.largestBox),
    service: service?.name ?? null,
    units: lines.reduce((sum, { quantity }) => sum + quantity, 0),
    lines: lines.map(({ productId, zone, category, quantity }) => ({
      productId,
      zone: zone ?? category ?? '',
      quantity,
    })),
    allocations: lines,
  };
}

/** Names a service among those of all carriers. */
export function serviceKey({ carrierCode, code }: Pick<PartService, 'carrierCode' | 'code'>): string {
  return `${carrierCode}/${code}`;
}

/** Parcels that an order becomes at least, by weight and volume in the largest box; packing tells exactly. */
function parcelsOf(lines: readonly AllocatedLine[], box: BoxRoom | null): number {
  if (box === null) return 1;
  const sum = (of: (line: AllocatedLine) => number) =>
    lines.reduce((total, line) => total + line.quantity * of(line), 0);
  const byVolume = Math.ceil(sum(({ volumeMillilitres }) => volumeMillilitres) / box.millilitres);
  const byWeight = Math.ceil(sum(({ weightGrams }) => weightGrams) / box.mostGrams);
  return Math.max(1, byVolume, byWeight);
}

/** The last pick-up by its carrier, in the facility's local time, with which the promise still holds; a collected order is ready by then. */
function leavesBy(line: AllocatedLine, service: PartService | undefined, facts: PartFacts): number | null {
  const { promisedAt, serviceId } = line;
  if (promisedAt === null || line.fulfilment === 'collect') return promisedAt;
  const days = (serviceId === null ? null : facts.transitDays(serviceId, line)) ?? DAYS_WITHOUT_RATE;
  const cutOff = Math.min(facts.cutOffMinutes, service?.cutOffMinutes ?? facts.cutOffMinutes);
  const zoned = DateTime.fromMillis(promisedAt, { zone: facts.timeZone });
  const promised = zoned.isValid ? zoned : DateTime.fromMillis(promisedAt, { zone: 'utc' });
  return atMinutes(promised.startOf('day').minus({ days }), cutOff);
}

/** A time of a local day as an instant, as clocks show it. */
export function atMinutes(day: DateTime, minutes: number): number {
  return day
    .plus({ days: Math.floor(minutes / 1440) })
    .set({ hour: Math.floor((minutes % 1440) / 60), minute: minutes % 60 })
    .toMillis();
}
