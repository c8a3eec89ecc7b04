/** Units of something scarce, by its key: stock of a product at a facility, or a facility's day. */
export type ScarceNeed = {
  key: string;
  units: number;
  /** The order may come only while all together take no more than this. */
  atMost: number;
};

/** An order at the facility where the tours would load it. */
export type PlacedOrder = {
  order: number;
  /** Already reserved there: it keeps what it has. */
  stays: boolean;
  needs: readonly ScarceNeed[];
  /** What moving it there saves; those that save most are served first. */
  gain: number;
};

/**
 * Orders that cannot move as the tours would have it: one after the other, what saves most first, each takes what is left.
 * With none of them moving, the others together take no more than there is, as long as what is reserved now fits.
 */
export function overdrawn(placed: readonly PlacedOrder[]): number[] {
  const taken = new Map<string, number>();
  const take = ({ needs }: PlacedOrder) => {
    for (const { key, units } of needs) taken.set(key, (taken.get(key) ?? 0) + units);
  };
  for (const one of placed) if (one.stays) take(one);
  const movers = placed.filter(({ stays }) => !stays).sort((a, b) => b.gain - a.gain || a.order - b.order);
  const refused: number[] = [];
  for (const mover of movers) {
    const fits = mover.needs.every(({ key, units, atMost }) => (taken.get(key) ?? 0) + units <= atMost);
    if (fits) take(mover);
    else refused.push(mover.order);
  }
  return refused;
}
