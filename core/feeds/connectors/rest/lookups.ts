import type { Caller } from './caller.ts';
import { isObject } from './json.ts';
import { itemsOf } from './mapping.ts';
import type { LookupRule, ResourceRule } from './options.ts';
import { follow, itemScope, type Scope, valueAt } from './paths.ts';
import type { Values } from './template.ts';

/** Answers to lookups without ids, for the length of a run. */
export type Constants = Map<string, unknown[]>;

const MOST_PAGES = 1_000;

/**
 * Fetches what a page of items refers to and puts it into them, lookup after lookup, so that a raw item holds all that
 * its records need. The items are changed in place: they are this page's own.
 */
export async function completeItems(
  caller: Caller,
  resource: ResourceRule,
  items: readonly unknown[],
  values: Values,
  constants: Constants,
): Promise<void> {
  for (const [index, lookup] of resource.lookups.entries()) {
    const places = items
      .flatMap((item) => (lookup.at ? follow(lookup.at, itemScope(item)) : [itemScope(item)]))
      .filter(({ node }) => isObject(node));
    if (places.length === 0) continue;
    if (lookup.ids === undefined) {
      const name = `${resource.name}/${index}`;
      const all = constants.get(name) ?? (await fetchThings(caller, lookup, null, values));
      constants.set(name, all);
      for (const { node } of places) put(node, lookup.into, all);
      continue;
    }
    const wanted = new Set(places.flatMap((place) => idsIn(lookup.ids ?? '', place)));
    const found = new Map<string, unknown[]>();
    const ids = [...wanted];
    for (let from = 0; from < ids.length; from += lookup.most) {
      for (const thing of await fetchThings(caller, lookup, ids.slice(from, from + lookup.most), values)) {
        const key = String(valueAt(lookup.key, itemScope(thing)));
        found.set(key, [...(found.get(key) ?? []), thing]);
      }
    }
    for (const place of places) {
      const things = idsIn(lookup.ids, place).flatMap((id) => found.get(String(id)) ?? []);
      put(place.node, lookup.into, lookup.many ? things : (things[0] ?? null));
    }
  }
}

function put(node: unknown, field: string, value: unknown): void {
  if (isObject(node)) {
    Object.defineProperty(node, field, { value, enumerable: true, configurable: true, writable: true });
  }
}

function idsIn(path: string, place: Scope): (string | number)[] {
  return follow(path, place)
    .map(({ node }) => node)
    .flatMap((node) => (Array.isArray(node) ? (node as unknown[]) : [node]))
    .filter((id): id is string | number => typeof id === 'number' || (typeof id === 'string' && id !== ''));
}

/** All things of a lookup; where the request pages by {{offset}}, page after page. */
async function fetchThings(
  caller: Caller,
  lookup: LookupRule,
  ids: (string | number)[] | null,
  values: Values,
): Promise<unknown[]> {
  const paged = /\{\{\s*offset\s*\}\}/.test(JSON.stringify(lookup.request));
  const size = Number(values.size);
  const things: unknown[] = [];
  for (let page = 0; page < MOST_PAGES; page++) {
    const { value } = await caller.json(lookup.request, { ...values, ids, offset: things.length });
    const items = itemsOf(value, lookup.items) ?? [];
    for (const item of items) things.push(item);
    if (!paged || items.length < size) break;
  }
  return things;
}
