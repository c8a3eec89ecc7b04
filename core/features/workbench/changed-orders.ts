import type { PlanRow } from './plans.queries.ts';

/** Two plans of the same orders. */
export interface Sides {
  before: readonly PlanRow[];
  after: readonly PlanRow[];
}

export interface ChangesAsked {
  sort: 'number' | 'costChange' | 'daysChange';
  /** In lower case; every word must occur in the order's text. */
  words: readonly string[];
  texts: ReadonlyMap<number, string>;
}

type Change = { orderId: number; costMinor: number; days: number };

/** Orders whose goods leave differently, those that change most first. Pure. */
export function changedOrders({ before, after }: Sides, { sort, words, texts }: ChangesAsked): number[] {
  const was = new Map(before.map((row) => [row.orderId, row]));
  const changes: Change[] = [];
  for (const row of after) {
    const old = was.get(row.orderId);
    if ((old?.key ?? '') === row.key) continue;
    if (words.length > 0 && !fits(texts.get(row.orderId), words)) continue;
    const costMinor = row.costMinor - (old?.costMinor ?? 0);
    const days = row.arrivesAt === null || !old?.arrivesAt ? 0 : row.arrivesAt - old.arrivesAt;
    changes.push({ orderId: row.orderId, costMinor, days });
  }
  const text = ({ orderId }: Change) => texts.get(orderId) ?? '';
  const compare = {
    number: (a: Change, b: Change) => (text(a) < text(b) ? -1 : 1),
    costChange: (a: Change, b: Change) => Math.abs(b.costMinor) - Math.abs(a.costMinor),
    daysChange: (a: Change, b: Change) => Math.abs(b.days) - Math.abs(a.days),
  }[sort];
  return changes.sort((a, b) => compare(a, b) || a.orderId - b.orderId).map(({ orderId }) => orderId);
}

function fits(text: string | undefined, words: readonly string[]): boolean {
  const lower = text?.toLowerCase() ?? '';
  return words.every((word) => lower.includes(word));
}
