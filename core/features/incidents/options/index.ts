import { OPTION_KINDS, type OptionKind, type OptionView } from '../../../contract/incidents.ts';
import { backOrder } from './back-order.ts';
import { chaseCarrier } from './chase-carrier.ts';
import { claim } from './claim.ts';
import {
  DAY_MS,
  goodsCostOf,
  goodsValueOf,
  type OptionFacts,
  type Way,
  type WayOut,
} from './option-facts.ts';
import { redirect } from './redirect.ts';
import { refund } from './refund.ts';
import { rerouteTour } from './reroute-tour.ts';
import { reship } from './reship.ts';
import { returnToSender } from './return-to-sender.ts';
import { split } from './split.ts';
import { substitute } from './substitute.ts';
import { upgradeService } from './upgrade-service.ts';
import { wait } from './wait.ts';

const WAYS: Readonly<Record<OptionKind, WayOut>> = {
  wait,
  chaseCarrier,
  upgradeService,
  reship,
  redirect,
  rerouteTour,
  split,
  substitute,
  backOrder,
  refund,
  returnToSender,
  claim,
};

/** Ways out after which the incident is over; after the others it goes on, or is put off until they show an effect. */
export const SETTLING: ReadonlySet<OptionKind> = new Set<OptionKind>([
  'upgradeService',
  'reship',
  'substitute',
  'backOrder',
  'refund',
  'returnToSender',
]);

/** Share of the order's value that each step of displeasure is taken to cost in later sales. */
const GOODWILL = [0, 0.04, 0.12, 0.4];
/** What never arrives is taken to be so late. */
const NEVER_DAYS = 14;

/** One way out of an incident, or null where it is none. */
export function workOut(kind: OptionKind, facts: OptionFacts): Way | null {
  return WAYS[kind](facts);
}

/** Ways out, the best first: least cost with what lateness and an unhappy customer are worth. */
export function rankedWays(facts: OptionFacts, kinds: readonly OptionKind[] = OPTION_KINDS): OptionView[] {
  return kinds
    .flatMap((kind) => workOut(kind, facts) ?? [])
    .map((found) => toView(found, facts))
    .sort((a, b) => a.scoreMinor - b.scoreMinor);
}

function toView({ effect, ...told }: Way, facts: OptionFacts): OptionView {
  const { promisedAt, penaltyPerDayMinor, currency, shipment } = facts;
  const keepsPromise = promisedAt === null || told.etaP90At === null ? null : told.etaP90At <= promisedAt;
  const value = goodsValueOf(facts);
  const settled = effect.refundMinor !== undefined;
  const lateDays =
    settled || promisedAt === null
      ? 0
      : told.etaP90At === null
        ? NEVER_DAYS
        : Math.max(0, Math.ceil((told.etaP90At - promisedAt) / DAY_MS));
  const goodwill = Math.round(value * (GOODWILL[told.customerEffect] ?? 0));
  return {
    ...told,
    currency,
    keepsPromise,
    marginLeftMinor: value - goodsCostOf(facts) - (shipment?.costMinor ?? 0) - told.costMinor,
    scoreMinor: told.costMinor + lateDays * penaltyPerDayMinor + goodwill,
  };
}
