import { createRandom, type Random } from '../../kernel/random.ts';
import type { PlanStop } from './tour-plan.ts';

/** Made-up customers live so many degrees at most from those that they are made after: some hundred metres. */
const FARTHEST_DEGREES = 0.006;

/**
 * The stops of a day with more or fewer customers. More: made up after real ones, near them, with their goods and windows.
 * Fewer: some are left away. What comes or goes at one percentage also does at those beyond it; transfers stay as they are.
 */
export function varyDemand(
  stops: readonly PlanStop[],
  { demandPercent, seed }: { demandPercent: number; seed: number },
): PlanStop[] {
  if (demandPercent === 100) return [...stops];
  const random = createRandom(seed).fork('demand');
  const customers = random.shuffle(stops.filter(({ kind }) => kind !== 'transfer'));
  const wanted = Math.round((customers.length * demandPercent) / 100);
  if (wanted < customers.length) {
    const away = new Set(customers.slice(wanted));
    return numbered(stops.filter((stop) => !away.has(stop)));
  }
  const placed = customers.filter(({ facts }) => facts.latitude !== null);
  const more = placed.length === 0 ? 0 : wanted - customers.length;
  const madeUp = Array.from({ length: more }, (_, i) =>
    madeUpAfter(placed[i % placed.length] as PlanStop, Math.floor(i / placed.length) + 1, random),
  );
  return numbered([...stops, ...madeUp]);
}

function numbered(stops: readonly PlanStop[]): PlanStop[] {
  return stops.map((stop, i) => ({ ...stop, number: i + 1 }));
}

function madeUpAfter(stop: PlanStop, copy: number, random: Random): PlanStop {
  const near = (degrees: number | null) =>
    degrees === null ? null : degrees + (random.next() * 2 - 1) * FARTHEST_DEGREES;
  const { facts } = stop;
  return {
    ...stop,
    reference: `${stop.reference} +${copy}`,
    shipmentId: null,
    orderId: null,
    returnId: null,
    facts: {
      ...facts,
      name: `${facts.name} +${copy}`,
      latitude: near(facts.latitude),
      longitude: near(facts.longitude),
      madeUp: true,
    },
  };
}
