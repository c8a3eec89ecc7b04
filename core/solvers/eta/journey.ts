import { NO_GROUP } from './delay-book.ts';
import { monthOf, weekdayOf } from './groups.ts';

/** A shipment as it is compared with others. Texts are names and country codes; null where not known. */
export interface Journey {
  carrier: string | null;
  service: string | null;
  from: string | null;
  to: string | null;
  shippedAt: number;
}

/** Which deliveries a journey is compared with, from all of them to those of its weekday. */
export const JOURNEY_LEVELS = ['all', 'carrier', 'service', 'lane', 'season', 'weekday'] as const;
export type JourneyLevel = (typeof JOURNEY_LEVELS)[number];

const BETWEEN = '\u001f';

/** The journey's group on each level. */
export function journeyPath({ carrier, service, from, to, shippedAt }: Journey): (string | number)[] {
  if (carrier === null) return ['', NO_GROUP, NO_GROUP, NO_GROUP, NO_GROUP, NO_GROUP];
  const named = `${carrier}${BETWEEN}${service ?? ''}`;
  if (to === null) return ['', carrier, named, NO_GROUP, NO_GROUP, NO_GROUP];
  const lane = `${named}${BETWEEN}${from ?? ''}${BETWEEN}${to}`;
  const season = Math.floor(monthOf(shippedAt) / 3) + 1;
  return [
    '',
    carrier,
    named,
    lane,
    `${lane}${BETWEEN}Q${season}`,
    `${lane}${BETWEEN}${weekdayOf(shippedAt)}`,
  ];
}
