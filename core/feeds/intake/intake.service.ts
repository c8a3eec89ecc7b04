import { ORPCError } from '@orpc/server';
import type { ApiKeyView } from '../../contract/api-keys.ts';
import {
  INTAKE_BATCH,
  type IntakeAnswer,
  type IntakeOutcome,
  type IntakeScope,
} from '../../contract/intake.ts';
import type { AppContext } from '../../features/context.ts';
import { type IntakeReading, readIntakeRecord } from '../connectors/intake/index.ts';
import { feedsOf } from '../engine/engine.ts';
import type { Feed } from '../engine/feed.ts';
import { hashOf } from '../engine/inbox.queries.ts';
import { ensureFeed } from '../feeds.service.ts';
import {
  claimRequest,
  findRequest,
  inboxOf,
  inboxStates,
  keepAnswer,
  pruneRequests,
  type StoredRequest,
} from './intake.queries.ts';

const KEPT_MS = 7 * 86_400_000;
const PRUNE_EVERY_MS = 3_600_000;
const ANSWERED = 202;

/** A request to the intake API, its key checked. */
export interface IntakeContext {
  /** Acts as `api:<name of the key>`. */
  app: AppContext;
  key: ApiKeyView;
  idempotencyKey: string | null;
  /** Of method, path and body. */
  requestHash: string;
}

interface Answered {
  answer: IntakeAnswer;
  /** Of each record; null for those that were not stored. */
  inboxIds: (number | null)[];
}

interface Desk {
  feed: Promise<Feed> | null;
  underWay: Map<string, Promise<IntakeAnswer>>;
  prunedAt: number;
}
const desks = new WeakMap<object, Desk>();

function deskOf(app: AppContext): Desk {
  const known = desks.get(app.db);
  if (known) return known;
  const desk: Desk = { feed: null, underWay: new Map(), prunedAt: 0 };
  desks.set(app.db, desk);
  return desk;
}

/** The built-in feed that holds what the API takes in; made when it is not there. */
export function ensureIntakeFeed(app: AppContext): Promise<Feed> {
  const desk = deskOf(app);
  desk.feed ??= ensureFeed(app, {
    code: 'intake',
    name: 'Intake API',
    connector: 'intake',
    options: {},
    intervalSeconds: 0,
  }).catch((error: unknown) => {
    desk.feed = null;
    throw error;
  });
  return desk.feed;
}

/**
 * Stores what was sent and says what became of each record. The same idempotency key with the same body has one effect
 * and one answer, however often and however concurrently it comes.
 */
export async function acceptRecords(
  ctx: IntakeContext,
  scope: IntakeScope,
  sent: unknown,
): Promise<IntakeAnswer> {
  if (!Array.isArray(sent) || sent.length === 0) {
    throw new ORPCError('BAD_REQUEST', { message: 'A list with at least one record is expected: [{ … }].' });
  }
  if (sent.length > INTAKE_BATCH) {
    throw new ORPCError('PAYLOAD_TOO_LARGE', {
      message: `At most ${INTAKE_BATCH} records are taken at once; these are ${sent.length}.`,
      data: { action: 'Send them in several requests.' },
    });
  }
  const requestId = ctx.idempotencyKey ?? `req_${crypto.randomUUID()}`;
  const { underWay } = deskOf(ctx.app);
  const name = `${ctx.key.id}\n${requestId}\n${ctx.requestHash}`;
  const same = underWay.get(name);
  if (same) return same;
  const work = answerOnce(ctx, scope, sent, requestId).finally(() => underWay.delete(name));
  underWay.set(name, work);
  return work;
}

async function answerOnce(
  ctx: IntakeContext,
  scope: IntakeScope,
  sent: readonly unknown[],
  requestId: string,
): Promise<IntakeAnswer> {
  const { app, key, requestHash } = ctx;
  await prune(app);
  const claim = { apiKeyId: key.id, idempotencyKey: requestId, requestHash };
  const before = (await findRequest(app.db, key.id, requestId)) ?? (await claimed(ctx, claim));
  if (before.requestHash !== requestHash) {
    throw new ORPCError('IDEMPOTENCY_KEY_REUSED', {
      status: 422,
      defined: true,
      message: 'Another body was sent under this Idempotency-Key before.',
      data: { action: 'Take a new key for every new request.' },
    });
  }
  if (before.status !== 0) return (before.response as Answered).answer;
  const answered = await takeIn(app, scope, sent, requestId);
  await app.db.write((trx) => keepAnswer(trx, key.id, requestId, ANSWERED, answered));
  const kept = await findRequest(app.db, key.id, requestId);
  return kept && kept.status !== 0 ? (kept.response as Answered).answer : answered.answer;
}

async function claimed(
  { app, key }: IntakeContext,
  claim: { apiKeyId: number; idempotencyKey: string; requestHash: string },
): Promise<StoredRequest> {
  const at = app.clock();
  await app.db.write((trx) => claimRequest(trx, claim, at));
  const found = await findRequest(app.db, key.id, claim.idempotencyKey);
  return found ?? { requestHash: claim.requestHash, status: 0, response: null, createdAt: at };
}

async function takeIn(
  app: AppContext,
  scope: IntakeScope,
  sent: readonly unknown[],
  requestId: string,
): Promise<Answered> {
  const readings = sent.map((value) => readIntakeRecord(scope, value));
  const items = readings.flatMap((reading) => (reading.ok ? [reading.item] : []));
  const feed = await ensureIntakeFeed(app);
  const taken = items.length > 0 ? await feedsOf(app).takeIn(feed, items) : { stored: [] };
  const rows = await inboxOf(
    app.db,
    feed.id,
    `intake.${scope}`,
    items.map(({ key }) => key),
  );
  const newest = new Map(rows.map((row) => [`${row.key}\n${row.hash}`, row]));
  let next = 0;
  const settled = readings.map(
    (reading): { outcome: IntakeAnswer['records'][number]['outcome']; id: number | null } => {
      if (!reading.ok) return { outcome: 'invalid', id: null };
      const stored = taken.stored[next];
      if (stored && stored.key === reading.item.key && stored.body === reading.item.body) {
        next++;
        return { outcome: 'accepted', id: stored.id };
      }
      const row = newest.get(`${reading.item.key}\n${hashOf(reading.item)}`);
      return { outcome: row?.state === 'stale' ? 'stale' : 'duplicate', id: row?.id ?? null };
    },
  );
  return {
    answer: answerOf(
      requestId,
      readings,
      settled.map(({ outcome }) => outcome),
    ),
    inboxIds: settled.map(({ id }) => id),
  };
}

function answerOf(
  requestId: string,
  readings: readonly IntakeReading[],
  outcomes: readonly IntakeAnswer['records'][number]['outcome'][],
): IntakeAnswer {
  const count = (outcome: string) => outcomes.filter((one) => one === outcome).length;
  return {
    requestId,
    accepted: count('accepted'),
    duplicates: count('duplicate'),
    stale: count('stale'),
    invalid: count('invalid'),
    records: readings.map((reading, index) => ({
      index,
      key: reading.ok ? reading.item.key : null,
      outcome: outcomes[index] ?? 'invalid',
      problems: reading.ok ? [] : reading.problems,
    })),
  };
}

/** What became of the records of a request of this key; null when there is none. */
export async function requestOutcome(ctx: IntakeContext, requestId: string): Promise<IntakeOutcome | null> {
  const request = await findRequest(ctx.app.db, ctx.key.id, requestId);
  if (!request || request.status === 0) return null;
  const { answer, inboxIds } = request.response as Answered;
  const states = await inboxStates(
    ctx.app.db,
    inboxIds.filter((id) => id !== null),
  );
  const records = answer.records.map((record, index) => {
    const row = states.get(inboxIds[index] ?? -1);
    const problems = row
      ? row.problems.map(({ code, reason, place }) => ({ code, reason, place }))
      : record.problems.map(({ field, reason }) => ({ code: 'notValid', reason, place: field }));
    return { index, key: record.key, outcome: record.outcome, state: row?.state ?? null, problems };
  });
  return {
    requestId,
    receivedAt: new Date(request.createdAt).toISOString(),
    finished: records.every(({ state }) => state !== 'received'),
    records,
  };
}

async function prune(app: AppContext): Promise<void> {
  const desk = deskOf(app);
  const now = app.clock();
  if (now < desk.prunedAt + PRUNE_EVERY_MS) return;
  desk.prunedAt = now;
  await app.db.write((trx) => pruneRequests(trx, now - KEPT_MS));
}
