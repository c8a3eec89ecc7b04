const FASTEST = 600;

/** The speed at a position of the slider from 0 to 1: even steps multiply it, from 1 to 600 times. */
export function speedOf(position: number): number {
  return Math.round(FASTEST ** Math.min(1, Math.max(0, position)));
}

/** Where a speed stands on the slider. */
export function speedPosition(speed: number): number {
  return Math.log(Math.min(FASTEST, Math.max(1, speed))) / Math.log(FASTEST);
}
