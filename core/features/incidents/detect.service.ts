import type { DetectionSettings } from '../../contract/incident-detection.ts';
import type { AppContext } from '../context.ts';
import { findAreas } from './areas.queries.ts';
import { causeFinding } from './causes.ts';
import { findDelivered, findShipmentNumbers, findShipmentValues } from './detect.queries.ts';
import { rulesFrom } from './detection-rules.ts';
import { HOUR_MS } from './detectors/shipment-facts.ts';
import type { Finding } from './finding.ts';
import { gatherNetwork } from './gather-network.service.ts';
import { findKnown, findKnownCauses } from './incidents.queries.ts';
import { findInNetwork } from './network-findings.ts';
import { type KnownIncident, type Reconciled, reconcile } from './reconcile.ts';
import { readDetectionSettings } from './settings.service.ts';
import type { CauseLimits, SharedCause } from './shared-cause.ts';
import { isNews, writeFound } from './write-found.service.ts';

export interface Detected {
  looked: number;
  opened: number;
  closed: number;
  causes: number;
  tookMs: number;
}

/** Looks at everything: shipments, orders, waves, stock, facilities, feeds, and what many troubles have in common. */
export async function detectAll(ctx: AppContext): Promise<Detected> {
  const started = performance.now();
  const now = ctx.clock();
  const settings = await readDetectionSettings(ctx);
  const ruleOf = rulesFrom(settings);
  const limits: CauseLimits = {
    leastChildren: settings.leastChildren,
    chance: settings.chance,
    known: new Set(await findKnownCauses(ctx.db.read)),
  };
  const [{ looked, findings, causes }, known, facts] = await Promise.all([
    ctx.grids.underWay.look({ settings, now, limits, areas: await findAreas(ctx.db.read, now) }),
    findKnown(ctx.db.read),
    gatherNetwork(ctx, [settings], now),
  ]);
  await addMoney(ctx, findings, settings, now);
  const byKey = new Map(findings.map((finding) => [finding.key, finding]));
  const parents = causes.map((cause) => causeFinding(cause, membersOf(cause, byKey), ruleOf));
  const all = [...findings, ...findInNetwork(facts, ruleOf, now), ...parents];
  const reconciled = await compare(ctx, all, known, now);
  if (isNews(reconciled, causes, known)) await writeFound(ctx, reconciled, { causes, now });
  return {
    looked,
    opened: reconciled.opened.length,
    closed: reconciled.closed.length,
    causes: causes.length,
    tookMs: performance.now() - started,
  };
}

/** Looks at what has changed: these shipments only. What they have in common is looked at with everything. */
export async function detectShipments(ctx: AppContext, ids: readonly number[]): Promise<Detected> {
  const started = performance.now();
  const now = ctx.clock();
  const settings = await readDetectionSettings(ctx);
  const { findings } = await ctx.grids.underWay.look({ settings, now, limits: null, only: ids });
  await addMoney(ctx, findings, settings, now);
  const known = await findKnownOf(ctx, ids);
  const reconciled = await compare(ctx, findings, known, now);
  if (isNews(reconciled, null, known)) await writeFound(ctx, reconciled, { causes: null, now });
  const { opened, closed } = reconciled;
  return {
    looked: ids.length,
    opened: opened.length,
    closed: closed.length,
    causes: 0,
    tookMs: performance.now() - started,
  };
}

/** At stake: what has not arrived at the price paid for it, and what broken promises cost. */
async function addMoney(
  { db }: AppContext,
  findings: readonly Finding[],
  { penaltyPerDayMinor }: DetectionSettings,
  now: number,
): Promise<void> {
  const values = await findShipmentValues(
    db.read,
    findings.flatMap(({ entityId }) => entityId ?? []),
  );
  for (const finding of findings) {
    const { promisedAt, expectedAt } = finding;
    const arrives = Math.max(expectedAt ?? now, now);
    const lateDays =
      promisedAt === null ? 0 : Math.max(0, Math.ceil((arrives - promisedAt) / (24 * HOUR_MS)));
    finding.moneyMinor = (values.get(finding.entityId ?? 0) ?? 0) + lateDays * penaltyPerDayMinor;
  }
}

function membersOf(cause: SharedCause, findings: ReadonlyMap<string, Finding>): Finding[] {
  return cause.members.flatMap((key) => findings.get(key) ?? []);
}

async function findKnownOf(ctx: AppContext, ids: readonly number[]): Promise<KnownIncident[]> {
  const numbers = await findShipmentNumbers(ctx.db.read, ids);
  return findKnown(ctx.db.read, numbers);
}

async function compare(
  ctx: AppContext,
  findings: readonly Finding[],
  known: readonly KnownIncident[],
  now: number,
): Promise<Reconciled> {
  const found = new Set(findings.map(({ key }) => key));
  const gone = known.filter(({ entity, key }) => entity === 'shipment' && !found.has(key));
  const delivered = await findDelivered(
    ctx.db.read,
    gone.map(({ key }) => key),
  );
  return reconcile(findings, known, { delivered, now });
}
