import type { ExceptionKind, Milestone } from '../../contract/tracking.ts';
import { distanceMetres, interpolate, isPoint, type Point } from '../../kernel/geo.ts';
import type { Random } from '../../kernel/random.ts';
import { crossesCustoms } from './hubs.ts';
import { hubsBetween } from './lane.ts';

/** Where a parcel can be; without coordinates it is simulated all the same. */
export interface DemoPlace {
  city: string | null;
  country: string | null;
  latitude: number | null;
  longitude: number | null;
}

/** A scan that a parcel will get. */
export interface Step extends DemoPlace {
  milestone: Milestone;
  exceptionKind: ExceptionKind | null;
  description: string;
  /** Share of the transit (collection to delivery) that has passed; below 0 before the collection. */
  share: number;
}

const HOUR_MS = 3_600_000;
const HANDLING_HOURS = 16;
const KILOMETRES_AN_HOUR = 45;
const ANNOUNCED_SHARE = -0.1;

/** The time a lane takes when nothing goes wrong. */
export function usualTransitMs(origin: DemoPlace, destination: DemoPlace): number {
  const kilometres =
    isPoint(origin) && isPoint(destination) ? distanceMetres(origin, destination) / 1000 : 400;
  return (HANDLING_HOURS + kilometres / KILOMETRES_AN_HOUR) * HOUR_MS;
}

/** All scans of a parcel from announcement to its end, drawn from `random` alone: the same each time it is asked for. */
export function planSteps(random: Random, origin: DemoPlace, destination: DemoPlace): Step[] {
  const steps = [
    step('booked', 'Shipment announced', origin, ANNOUNCED_SHARE),
    step('pickedUp', `Collected in ${named(origin)}`, origin, 0),
    step('atHub', `Sorted at hub ${named(origin)}`, origin, 0.1),
    step('inTransit', `Left hub ${named(origin)}`, origin, 0.16),
    ...wayBetween(origin, destination),
    step('atHub', `Arrived at hub ${named(destination)}`, destination, 0.8),
    step('outForDelivery', 'Out for delivery', destination, 0.92),
  ];
  return [...steps, ...ending(random.fork('ending'), origin, destination)];
}

function wayBetween(origin: DemoPlace, destination: DemoPlace): Step[] {
  const hubs = isPoint(origin) && isPoint(destination) ? hubsBetween(origin, destination) : [];
  const along = (share: number) => 0.18 + share * 0.56;
  const steps: Step[] = [];
  let from = origin.country;
  for (const { hub, share } of hubs) {
    if (crossesCustoms(from, hub.country)) steps.push(customs(hub, along(share) - 0.03));
    steps.push(step('atHub', `Arrived at hub ${hub.city}`, hub, along(share)));
    steps.push(step('inTransit', `Left hub ${hub.city}`, hub, along(share) + 0.04));
    from = hub.country;
  }
  if (hubs.length === 0 && isPoint(origin) && isPoint(destination)) {
    const halfway: Point = interpolate(origin, destination, 0.5);
    steps.push(step('inTransit', 'On the road', { city: null, country: null, ...rounded(halfway) }, 0.45));
  }
  if (crossesCustoms(from, destination.country)) steps.push(customs(destination, 0.76));
  return steps;
}

function customs(place: DemoPlace, share: number): Step {
  return step('customs', `Customs clearance in ${named(place)}`, place, share);
}

/** How it ends: mostly delivered at once. */
function ending(random: Random, origin: DemoPlace, destination: DemoPlace): Step[] {
  const kind = random.weightedIndex([86, 6, 5, 2, 1]);
  const absent = step('attemptFailed', 'Recipient absent', destination, 0.97);
  if (kind === 1) {
    const again = step('outForDelivery', 'Out for delivery again', destination, 1.2);
    return [absent, again, step('delivered', 'Delivered at the second attempt', destination, 1.28)];
  }
  if (kind === 2) {
    const shop = step('availableForPickup', 'Ready for pick-up at the parcel shop', destination, 1.04);
    return [absent, shop, step('delivered', 'Collected by the recipient', destination, 1.4)];
  }
  if (kind === 3) {
    const refused = failure('refused', 'Refused by the recipient', destination, 0.98);
    return [refused, step('returned', 'Returned to sender', origin, 1.9)];
  }
  if (kind === 4) {
    const damaged = failure('damaged', 'Damaged in transit', destination, 0.95);
    return [damaged, step('returned', 'Returned to sender', origin, 1.9)];
  }
  const words = random.pick(['Delivered', 'Left with a neighbour', 'Delivered to the letter box']);
  return [step('delivered', words, destination, 1)];
}

function step(milestone: Milestone, description: string, place: DemoPlace, share: number): Step {
  const { city, country, latitude, longitude } = place;
  return { milestone, exceptionKind: null, description, city, country, latitude, longitude, share };
}

function failure(kind: ExceptionKind, description: string, place: DemoPlace, share: number): Step {
  return { ...step('exception', description, place, share), exceptionKind: kind };
}

function named(place: DemoPlace): string {
  return place.city ?? 'the depot';
}

function rounded({ latitude, longitude }: Point): Point {
  return { latitude: Math.round(latitude * 1e4) / 1e4, longitude: Math.round(longitude * 1e4) / 1e4 };
}

/** The last scan of a parcel that is known already, exceptions aside. */
export interface KnownScan {
  milestone: string;
  city: string | null;
  description: string | null;
}

/** Where a plan goes on after what is known: the index of the next step. */
export function nextStepAfter(steps: readonly Step[], known: KnownScan | null, hasLeft: boolean): number {
  const after = (test: (one: Step) => boolean) => steps.findLastIndex(test) + 1;
  const first = (test: (one: Step) => boolean) => steps.findIndex(test) + 1;
  const collected = after(({ milestone }) => milestone === 'pickedUp');
  if (!known) return hasLeft ? collected : 0;
  const alike = (one: Step) =>
    one.milestone === known.milestone && one.city?.toLowerCase() === known.city?.toLowerCase();
  const found =
    after((one) => alike(one) && one.description === known.description) ||
    first(alike) ||
    first((one) => one.milestone === known.milestone);
  return Math.max(found, hasLeft ? collected : 0);
}
