import { isObject } from './json.ts';

/** Where a path is read: the thing at hand and, above it, the elements of lists that led there; the whole item comes last. */
export interface Scope {
  node: unknown;
  above: readonly unknown[];
}

type Segment = { name: string } | { index: number } | { every: true };

interface Path {
  /** `here`, so many list elements up (`^`), or from the whole item (`$`). */
  start: 'here' | 'root' | number;
  segments: Segment[];
}

const TOKEN = /\.?([^.[\]]+)|\[(\*|-?\d+)\]|\['([^']*)'\]/y;
const MOST_CACHED = 2_000;
/** More than any list of an honest record. */
export const MOST_NODES = 10_000;
const cache = new Map<string, Path | null>();

function compile(text: string): Path | null {
  const known = cache.get(text);
  if (known !== undefined) return known;
  if (cache.size >= MOST_CACHED) cache.clear();
  const path = parse(text);
  cache.set(text, path);
  return path;
}

function parse(text: string): Path | null {
  let rest = text.trim();
  let start: Path['start'] = 'here';
  const ups = /^\^+/.exec(rest)?.[0].length ?? 0;
  if (ups > 0) start = ups;
  else if (rest.startsWith('$')) start = 'root';
  rest = rest.slice(ups > 0 ? ups : start === 'root' || rest.startsWith('@') ? 1 : 0);
  const segments: Segment[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < rest.length) {
    const match = TOKEN.exec(rest);
    if (!match) return null;
    if (match[1] !== undefined) segments.push({ name: match[1] });
    else if (match[3] !== undefined) segments.push({ name: match[3] });
    else segments.push(match[2] === '*' ? { every: true } : { index: Number(match[2]) });
  }
  return { start, segments };
}

/** Whether a text is a path: `customer.name`, `lines[*].sku`, `tags[0]`, `['a.b']`, `$.id` (whole item), `^.id` (list element above). */
export function isPath(text: string): boolean {
  return compile(text) !== null;
}

/** Every place to which a path leads, each with what lies above it. Nothing where the path does not lead anywhere. */
export function follow(text: string, scope: Scope): Scope[] {
  const path = compile(text);
  if (!path) return [];
  let places = startOf(path.start, scope);
  for (const segment of path.segments) {
    const next: Scope[] = [];
    for (const place of places) step(segment, place, next);
    places = next;
  }
  return places;
}

function startOf(start: Path['start'], scope: Scope): Scope[] {
  if (start === 'here') return [scope];
  const up = start === 'root' ? scope.above.length : start;
  if (up === 0) return [scope];
  if (up > scope.above.length) return [];
  return [{ node: scope.above[up - 1], above: scope.above.slice(up) }];
}

function step(segment: Segment, { node, above }: Scope, into: Scope[]): void {
  if ('name' in segment) {
    if (isObject(node) && Object.hasOwn(node, segment.name)) into.push({ node: node[segment.name], above });
    return;
  }
  if (!Array.isArray(node)) return;
  if ('index' in segment) {
    const value: unknown = node.at(segment.index);
    if (value !== undefined) into.push({ node: value, above });
    return;
  }
  const owner = into.length;
  for (const element of node as unknown[]) {
    if (into.length - owner >= MOST_NODES) return;
    into.push({ node: element, above });
  }
}

/** The elements of a list path (`lines` or `lines[*]`), each knowing the element or item it belongs to as the one above. */
export function elementsOf(text: string, scope: Scope): Scope[] {
  let places: Scope[] = [scope];
  const whole = text.endsWith('[*]') || !Array.isArray(valueAt(text, scope)) ? text : `${text}[*]`;
  for (const part of whole.split(/(?<=\[\*\])/)) {
    const next: Scope[] = [];
    for (const place of places) {
      const above = [place.node, ...place.above];
      for (const { node } of follow(part.replace(/^\./, ''), place)) {
        if (next.length < MOST_NODES) next.push({ node, above });
      }
    }
    places = next;
  }
  return places;
}

/** The value at a path; undefined when there is none. */
export function valueAt(text: string, scope: Scope): unknown {
  return follow(text, scope)[0]?.node;
}

export function itemScope(item: unknown): Scope {
  return { node: item, above: [] };
}
