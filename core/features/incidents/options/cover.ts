import type { PromiseOption } from '../../../contract/promise.ts';
import type { Cover, CoverUnit, WaitingLine } from './option-facts.ts';

type Given = Pick<CoverUnit, 'facilityId' | 'facility' | 'serviceId' | 'inboundId' | 'expectedAt'>;

/** A promise's units given to the lines that wait for them, those on hand before those to come. */
export function coverOf(
  option: PromiseOption,
  lines: readonly WaitingLine[],
  others: { now: number; waiting: ReadonlyMap<number, number>; free: ReadonlyMap<string, number> },
): Cover {
  const open = new Map(lines.map(({ lineId, quantity }) => [lineId, quantity]));
  const units: CoverUnit[] = [];
  const give = (sku: string, quantity: number, given: Given) => {
    let left = quantity;
    for (const { lineId, productId, sku: own } of lines) {
      const taken = own === sku ? Math.min(left, open.get(lineId) ?? 0) : 0;
      if (taken <= 0) continue;
      open.set(lineId, (open.get(lineId) ?? 0) - taken);
      left -= taken;
      const free = others.free.get(`${productId}@${given.facility}`) ?? 0;
      units.push({
        ...given,
        lineId,
        productId,
        sku,
        quantity: taken,
        costMinor: 0,
        // The order itself is among those that wait.
        waitingOrders: Math.max(0, (others.waiting.get(productId) ?? 0) - 1),
        leftAvailable: given.inboundId === null ? Math.max(0, free - taken) : 0,
      });
    }
  };
  for (const { facility, service, lines: parts, shippingMinor, handlingMinor } of option.parts) {
    const from = { facilityId: facility.id, facility: facility.code, serviceId: service?.id ?? null };
    const first = units.length;
    for (const { sku, onHand, inbound } of parts) {
      give(sku, onHand, { ...from, inboundId: null, expectedAt: null });
      for (const { id, quantity, expectedAt } of inbound) {
        give(sku, quantity, { ...from, inboundId: id, expectedAt });
      }
    }
    const unit = units[first];
    if (unit) unit.costMinor = shippingMinor + handlingMinor;
  }
  return {
    units,
    costMinor: option.cost.amountMinor,
    arriveFromAt: arrivesFrom(option, others.now),
    arriveByAt: option.arriveByAt,
  };
}

/** The earliest of a quote's options, the cheapest of those; null when there is none. */
export function earliest(options: readonly PromiseOption[]): PromiseOption | null {
  const [best] = [...options].sort(
    (a, b) => a.arriveByAt - b.arriveByAt || a.cost.amountMinor - b.cost.amountMinor,
  );
  return best ?? null;
}

/** Noon of the first day on which it may arrive, or now where that is past. */
export function arrivesFrom({ arriveFromDay }: PromiseOption, now: number): number {
  return Math.max(now, Date.parse(`${arriveFromDay}T12:00:00Z`));
}
