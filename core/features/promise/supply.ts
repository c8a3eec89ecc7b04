/** What is there and what comes of one product in one facility, as the database tells it. */
export interface SupplyFacts {
  productId: number;
  facilityId: number;
  /** On hand less all that is reserved and kept back; below 0 when more is promised than is there. */
  available: number;
  /** What rules reckon from that keep a share of it back. */
  onHand: number;
  inbound: readonly InboundFacts[];
}

export interface InboundFacts {
  id: number;
  reference: string;
  quantity: number;
  /** Promised to back-orders and holds already. */
  promised: number;
  expectedAt: number;
}

export interface InboundUse {
  id: number;
  reference: string;
  quantity: number;
  expectedAt: number;
  overdue: boolean;
}

interface Step {
  /** From when its units can be picked. */
  at: number;
  /** Units that can be promised until then, all told. */
  units: number;
  inbound: Omit<InboundUse, 'quantity'> | null;
}

/** Time-phased ATP: how many units can be promised from when on. */
export interface Supply {
  facilityId: number;
  steps: readonly Step[];
}

export interface SupplyTerms {
  now: number;
  receivingMs: number;
  /** An inbound overdue for longer is not counted on. */
  overdueMs: number;
}

const DAY_MS = 86_400_000;

/**
 * What can be promised of a position over time. Units promised from a later inbound cannot be promised again: where more is
 * promised than comes, earlier steps make up for it.
 */
export function phaseSupply(facts: SupplyFacts, terms: SupplyTerms): Supply {
  const { now, receivingMs, overdueMs } = terms;
  const coming = facts.inbound
    .filter(({ expectedAt }) => expectedAt >= now - overdueMs)
    .map((inbound) => {
      const overdue = inbound.expectedAt < now;
      const { id, reference, expectedAt } = inbound;
      return {
        at: (overdue ? now + DAY_MS : expectedAt) + receivingMs,
        free: inbound.quantity - inbound.promised,
        use: { id, reference, expectedAt, overdue },
      };
    })
    .sort((a, b) => a.at - b.at || a.use.id - b.use.id);
  const sums = [facts.available];
  for (const { free } of coming) sums.push((sums.at(-1) ?? 0) + free);
  let least = Number.POSITIVE_INFINITY;
  const units = sums.map(() => 0);
  for (let i = sums.length - 1; i >= 0; i--) {
    least = Math.min(least, sums[i] ?? 0);
    units[i] = Math.max(0, least);
  }
  const steps: Step[] = [{ at: now, units: units[0] ?? 0, inbound: null }];
  for (const [i, { at, use }] of coming.entries()) {
    const upTo = units[i + 1] ?? 0;
    if (upTo > (steps.at(-1)?.units ?? 0)) steps.push({ at, units: upTo, inbound: use });
  }
  return { facilityId: facts.facilityId, steps };
}

/** Units that can be promised at all. */
export function totalUnits(supply: Supply): number {
  return supply.steps.at(-1)?.units ?? 0;
}

/** Units that can be picked at an instant. */
export function unitsBy(supply: Supply, at: number): number {
  let units = 0;
  for (const step of supply.steps) {
    if (step.at > at) break;
    units = step.units;
  }
  return units;
}

/** From when on so many units can be picked; null when they never can. */
export function readyAt(supply: Supply, quantity: number): number | null {
  for (const step of supply.steps) if (step.units >= quantity) return step.at;
  return null;
}

/** Of so many units, which are on hand and which come with which inbound. */
export function drawFrom(supply: Supply, quantity: number): { onHand: number; inbound: InboundUse[] } {
  let left = quantity;
  let before = 0;
  let onHand = 0;
  const inbound: InboundUse[] = [];
  for (const step of supply.steps) {
    const units = Math.min(left, step.units - before);
    before = step.units;
    if (units <= 0) continue;
    left -= units;
    if (step.inbound) inbound.push({ ...step.inbound, quantity: units });
    else onHand = units;
  }
  return { onHand, inbound };
}
