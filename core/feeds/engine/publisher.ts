import type { CoreEvent } from '../../contract/events.ts';
import type { AppContext } from '../../features/context.ts';
import { publishChanges } from '../../features/journal/index.ts';

const EVERY_MS = 250;
/** The lists may spend a quarter of their time on taking changes over, and lag behind by so much at most. */
const REST_FACTOR = 3;
const LONGEST_REST_MS = 2000;
const MOST_IDS = 20_000;

type Ids = { ids?: number[] | undefined; productIds?: number[] | undefined };

/** One event of each type for many: their ids together, or none when they are too many to name. */
export function mergeEvents(events: readonly CoreEvent[]): CoreEvent[] {
  const merged = new Map<
    string,
    { event: CoreEvent; ids: Set<number> | null; field: 'ids' | 'productIds' | null }
  >();
  for (const event of events) {
    const field = event.type === 'stock.changed' ? 'productIds' : ids(event) ? 'ids' : null;
    const key = event.type === 'feeds.changed' ? `${event.type} ${event.feedId}` : event.type;
    const given = field ? (event as Ids)[field] : undefined;
    const known = merged.get(key);
    if (!known) merged.set(key, { event, field, ids: given ? new Set(given) : null });
    else if (known.ids && given) for (const id of given) known.ids.add(id);
    else known.ids = null;
  }
  return [...merged.values()].map(({ event, ids: set, field }) => {
    if (!field) return event;
    const { [field]: _left, ...bare } = event as CoreEvent & Ids;
    return (set && set.size <= MOST_IDS ? { ...bare, [field]: [...set] } : bare) as CoreEvent;
  });
}

function ids(event: CoreEvent): boolean {
  return event.type === 'orders.changed' || event.type === 'shipments.changed';
}

/** Tells the screens of changes at most four times a second, less often the longer the lists take over what changed. */
export class Publisher {
  readonly #ctx: AppContext;
  #waiting: CoreEvent[] = [];
  #timer: NodeJS.Timeout | undefined;
  #publishing: Promise<void> = Promise.resolve();
  #restMs = EVERY_MS;

  constructor(ctx: AppContext) {
    this.#ctx = ctx;
  }

  add(events: readonly CoreEvent[]): void {
    if (events.length === 0) return;
    this.#waiting.push(...events);
    this.#timer ??= setTimeout(() => void this.flush(), this.#restMs);
  }

  /** Publishes what waits; resolves once every list has it. */
  flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const events = mergeEvents(this.#waiting);
    this.#waiting = [];
    this.#publishing = this.#publishing
      .then(() => this.#publish(events))
      .catch((error: unknown) => this.#ctx.log(`telling the screens: ${String(error)}`));
    return this.#publishing;
  }

  async #publish(events: CoreEvent[]): Promise<void> {
    const startedAt = performance.now();
    await publishChanges(this.#ctx, events);
    const tookMs = performance.now() - startedAt;
    this.#restMs = Math.min(LONGEST_REST_MS, Math.max(EVERY_MS, REST_FACTOR * tookMs));
  }
}
