import { z } from 'zod';
import type { TestStep } from '../../../contract/feeds.ts';
import {
  type ConnectorTools,
  type Cursor,
  FeedFaultError,
  type PullMode,
  type RawBatch,
  type RawItem,
} from '../../connector.ts';
import { Caller } from './caller.ts';
import { type Constants, completeItems } from './lookups.ts';
import { rawItem } from './mapping.ts';
import type { ResourceRule, RestOptions } from './options.ts';
import { type PageRequest, type Position, pagesOf } from './paging.ts';
import { settingsOf } from './settings.ts';
import { type Values, writeInstant } from './template.ts';

/** How far each resource was read: what changed up to `since` is known; `pass` is a reading under way. */
const resourceState = z.object({
  since: z.number().nullable(),
  pass: z
    .object({
      from: z.number().nullable(),
      startedAt: z.number(),
      newest: z.number().nullable(),
      position: z.union([z.string(), z.number(), z.null()]),
    })
    .nullable(),
});
type ResourceState = z.infer<typeof resourceState>;
const restCursor = z.record(z.string(), resourceState);
type RestCursor = z.infer<typeof restCursor>;

type Readable = PageRequest['resource'];
/** Trouble of one resource only: the others are read all the same. */
const OF_ONE_RESOURCE = new Set([
  'requestRefused',
  'wrongShape',
  'pagingLoop',
  'sourceError',
  'foreignLink',
  'moved',
]);

interface Run {
  tools: ConnectorTools<RestOptions>;
  caller: Caller;
  constants: Constants;
}

export function openCaller(tools: ConnectorTools<RestOptions>): Caller {
  const settings = settingsOf(tools.options);
  return new Caller(tools, {
    connection: settings.connection,
    values: { database: tools.options.database },
    signIn: settings.signIn,
    failure: settings.failure,
  });
}

function readable(options: RestOptions): Readable[] {
  return settingsOf(options).resources.filter(
    (resource): resource is Readable => resource.request !== undefined,
  );
}

/** New and changed items of every resource. What was read stays read when the run breaks off: it goes on at that page. */
export async function* pullAll(
  tools: ConnectorTools<RestOptions>,
  cursor: Cursor | null,
  mode: PullMode,
): AsyncIterable<RawBatch> {
  const run: Run = { tools, caller: openCaller(tools), constants: new Map() };
  const known = mode.type === 'backfill' ? null : restCursor.safeParse(cursor);
  const state: RestCursor = known?.success ? { ...known.data } : {};
  const resources = readable(tools.options);
  const faults: FeedFaultError[] = [];
  for (const [index, resource] of resources.entries()) {
    const start = mode.type === 'backfill' ? mode.from : null;
    try {
      for await (const { items, next } of passOver(run, resource, state[resource.name] ?? null, start)) {
        state[resource.name] = next;
        yield { items, cursor: { ...state }, progress: index / resources.length };
      }
    } catch (error) {
      if (!(error instanceof FeedFaultError) || !OF_ONE_RESOURCE.has(error.code)) throw error;
      faults.push(error);
    }
  }
  if (faults[0]) throw faults[0];
}

/** One pass over a resource, page by page, each with the state to keep once its items are stored. */
async function* passOver(
  run: Run,
  resource: Readable,
  saved: ResourceState | null,
  start: number | null,
): AsyncIterable<{ items: RawItem[]; next: ResourceState }> {
  const since = saved?.since ?? null;
  const overlapMs = (resource.since?.overlapSeconds ?? 0) * 1000;
  const fresh = {
    from: start ?? (since === null ? null : since - overlapMs),
    startedAt: 0,
    newest: null,
    position: null,
  };
  let pass = saved?.pass ?? fresh;
  const resumed = pass.position !== null;
  try {
    yield* pages();
  } catch (error) {
    const expired = resumed && error instanceof FeedFaultError && error.code === 'requestRefused';
    if (!expired) throw error;
    pass = fresh;
    yield* pages();
  }

  async function* pages(): AsyncIterable<{ items: RawItem[]; next: ResourceState }> {
    const values = valuesFor(run.tools.options, resource, pass.from);
    for await (const page of pagesOf({ ...limits(run), resource, values, position: pass.position })) {
      await completeItems(run.caller, resource, page.items, values, run.constants);
      const items = page.items.map((item) => rawItem(resource, item));
      pass = {
        from: pass.from,
        startedAt: pass.startedAt || serverTime(page.answer.response.headers, run.tools.clock()),
        newest: newestOf(items, pass.newest),
        position: page.next ?? null,
      };
      const next = page.next === undefined ? { since: knownUpTo(pass, since), pass: null } : { since, pass };
      yield { items, next };
    }
  }
}

/** Everything that changed before this is known: nothing later than the newest change seen, nor than the begin of the pass. */
function knownUpTo(pass: NonNullable<ResourceState['pass']>, since: number | null): number {
  const newest = pass.newest ?? since;
  return newest === null ? pass.startedAt : Math.max(since ?? 0, Math.min(newest, pass.startedAt));
}

function newestOf(items: readonly RawItem[], before: number | null): number | null {
  return items.reduce(
    (newest, { version }) => (version === null ? newest : Math.max(newest ?? version, version)),
    before,
  );
}

/** The source's own clock where it tells it: ours may go wrong by minutes. */
function serverTime(headers: Headers, now: number): number {
  const told = Date.parse(headers.get('date') ?? '');
  return Number.isFinite(told) ? Math.min(told, now + 86_400_000) : now;
}

function limits(run: Run) {
  const { pageSize, maxPages } = run.tools.options;
  return { caller: run.caller, pageSize, maxPages };
}

function valuesFor(options: RestOptions, resource: ResourceRule, from: number | null): Values {
  const { since } = resource;
  const text = since && from !== null ? writeInstant(from, since.format) : (since?.initial ?? null);
  return { since: text, size: options.pageSize };
}

/** Everything that the source has now, resource by resource. */
export async function* snapshotAll(
  tools: ConnectorTools<RestOptions>,
): AsyncIterable<{ kind: string; items: RawItem[]; complete: boolean }> {
  const run: Run = { tools, caller: openCaller(tools), constants: new Map() };
  for (const resource of readable(tools.options)) {
    const values = valuesFor(tools.options, resource, null);
    for await (const page of pagesOf({ ...limits(run), resource, values, position: null })) {
      await completeItems(run.caller, resource, page.items, values, run.constants);
      const items = page.items.map((item) => rawItem(resource, item));
      yield { kind: resource.name, items, complete: page.next === undefined };
    }
  }
}

/** Signs in and reads a first page of each resource; changes nothing. */
export async function testConnection(tools: ConnectorTools<RestOptions>): Promise<TestStep[]> {
  const run: Run = { tools, caller: openCaller(tools), constants: new Map() };
  const steps: TestStep[] = [];
  const attempt = async (code: string, work: () => Promise<string>) => {
    try {
      steps.push({ code, ok: true, detail: await work(), action: null });
      return true;
    } catch (error) {
      const fault = error instanceof FeedFaultError ? error : null;
      const detail = fault?.message ?? (error instanceof Error ? error.message : String(error));
      steps.push({ code, ok: false, detail, action: fault?.action ?? null });
      return false;
    }
  };
  const signedIn = await attempt('signIn', async () => {
    await run.caller.prepare();
    return new URL(tools.options.url).host;
  });
  if (!signedIn) return steps;
  for (const resource of readable(tools.options)) {
    await attempt('read', async () => {
      const values = { ...valuesFor(tools.options, resource, null), size: 1 };
      const position: Position = null;
      for await (const page of pagesOf({ ...limits(run), resource, values, position })) {
        return `${resource.name}: ${page.items.length} read`;
      }
      return `${resource.name}: nothing read`;
    });
  }
  return steps;
}
