import {
  ARRIVAL_MODEL_VERSION,
  type ArrivalModel,
  DEPARTURE,
  logOddsOf,
  ODDS_SPAN,
} from './arrival-model.ts';
import { DelayBook, daysBy, type GroupPath, sharePast } from './delay-book.ts';
import { DAY_MS } from './history.ts';
import { JOURNEY_LEVELS, type Journey, type JourneyLevel, journeyPath, scanStart } from './journey.ts';

/** A model made ready to be asked. */
export interface ArrivalOracle {
  model: Pick<ArrivalModel, 'p90Level' | 'lateChances'>;
  books: ReadonlyMap<string, DelayBook>;
}

/** A shipment under way. */
export interface UnderWay extends Journey {
  promisedAt: number | null;
  scans: readonly { at: number; milestone: string }[];
}

/** When it arrives, and what that is told from. */
export interface ArrivalForecast {
  p50At: number;
  p90At: number;
  /** The chance that it comes after its promise; null where nothing is promised. */
  lateChance: number | null;
  /** `departure`, or the milestone of the scan that it is reckoned from. */
  since: string;
  sinceAt: number;
  /** The finest group with enough deliveries, and how many there are. */
  level: JourneyLevel;
  known: number;
}

/** Null for a model of another version: it has to be learnt anew. */
export function openArrivalModel(model: ArrivalModel): ArrivalOracle | null {
  if (model.version !== ARRIVAL_MODEL_VERSION) return null;
  return {
    model,
    books: new Map(Object.entries(model.books).map(([start, book]) => [start, DelayBook.restored(book)])),
  };
}

/** With fewer deliveries the coarser group counts for more than half. */
const ENOUGH = 8;
/** With less left than that nothing like it is known any more. */
const BEYOND = 0.01;

/**
 * When a shipment arrives, from its newest scan that the model knows how to go on from. Journeys that would have ended by
 * now are left out: the longer it takes, the later it is expected.
 */
export function forecastArrival(
  oracle: ArrivalOracle,
  shipment: UnderWay,
  now: number,
): ArrivalForecast | null {
  const path = journeyPath(shipment);
  const start = startOf(oracle, shipment, now);
  const shares = start.book?.shares(path);
  if (!start.book || !shares) return null;
  const { middles } = start.book;
  const elapsed = Math.max(0, now - start.at) / DAY_MS;
  const ahead = shares.map((share, bin) => ((middles[bin] as number) > elapsed ? share : 0));
  const left = ahead.reduce((sum, share) => sum + share, 0);
  const { p90Level } = oracle.model;
  const days =
    left < BEYOND
      ? beyondAll(elapsed)
      : { p50: daysBy(ahead, middles, 0.5), p90: daysBy(ahead, middles, p90Level) };
  return {
    p50At: Math.round(start.at + days.p50 * DAY_MS),
    p90At: Math.round(start.at + days.p90 * DAY_MS),
    lateChance: lateChance(oracle, shipment.promisedAt, start.at, { ahead, middles, left, now }),
    since: start.milestone,
    sinceAt: start.at,
    ...comparedWith(start.book, path),
  };
}

function startOf({ books }: ArrivalOracle, { scans, shippedAt }: UnderWay, now: number) {
  const start = { milestone: DEPARTURE, at: shippedAt, book: books.get(DEPARTURE) };
  const seen = new Map<string, number>();
  for (const { milestone, at } of scans.toSorted((a, b) => a.at - b.at)) {
    const nth = (seen.get(milestone) ?? 0) + 1;
    seen.set(milestone, nth);
    const name = scanStart(milestone, nth);
    const book = name === null || at < shippedAt || at > now ? undefined : books.get(name);
    if (book) Object.assign(start, { milestone, at, book });
  }
  return start;
}

/** What takes longer than anything known: the longer it has taken, the longer it still takes (a Pareto tail). */
function beyondAll(elapsed: number) {
  const { p50, p90 } = BEYOND_FACTORS;
  const waited = Math.max(elapsed, LEAST_WAIT_DAYS);
  return { p50: elapsed + waited * p50, p90: elapsed + waited * p90 };
}

const LEAST_WAIT_DAYS = 0.5;
const TAIL = 3;
const BEYOND_FACTORS = { p50: 2 ** (1 / TAIL) - 1, p90: 10 ** (1 / TAIL) - 1 };

function lateChance(
  { model }: ArrivalOracle,
  promisedAt: number | null,
  from: number,
  at: { ahead: Float64Array; middles: Float64Array; left: number; now: number },
): number | null {
  if (promisedAt === null) return null;
  if (promisedAt <= at.now) return 1;
  const days = (promisedAt - from) / DAY_MS;
  const share = at.left < BEYOND ? 0.5 : sharePast(at.ahead, at.middles, days);
  const place = ((logOddsOf(share) + ODDS_SPAN) / (2 * ODDS_SPAN)) * (model.lateChances.length - 1);
  const below = Math.floor(place);
  const low = model.lateChances[below] ?? share;
  const high = model.lateChances[below + 1] ?? low;
  return low + (high - low) * (place - below);
}

function comparedWith(book: DelayBook, path: GroupPath): { level: JourneyLevel; known: number } {
  const known = book.known(path);
  const depth = Math.max(
    0,
    known.findLastIndex((count) => count >= ENOUGH),
  );
  return { level: JOURNEY_LEVELS[depth] ?? 'all', known: known[depth] ?? 0 };
}
