import { createHash } from 'node:crypto';
import { FeedFaultError } from '../../connector.ts';
import type { Answer, Caller } from './caller.ts';
import { shortValue } from './json.ts';
import { itemsOf } from './mapping.ts';
import type { ResourceRule } from './options.ts';
import { itemScope, valueAt } from './paths.ts';
import type { Values } from './template.ts';

/** Where a pass over the pages stands: a page number, an offset, a cursor, a link, the last key. Null: at the first page. */
export type Position = string | number | null;

export interface Page {
  items: unknown[];
  /** Of the page to come; undefined when this was the last one. */
  next: Position | undefined;
  answer: Answer;
}

export interface PageRequest {
  caller: Caller;
  resource: ResourceRule & { request: NonNullable<ResourceRule['request']> };
  /** With `since` and `size`. */
  values: Values;
  position: Position;
  pageSize: number;
  maxPages: number;
}

/** The pages of a resource from a position on. @throws FeedFaultError, also when the source leads in a circle. */
export async function* pagesOf(request: PageRequest): AsyncIterable<Page> {
  const { resource } = request;
  const seen = new Set<string>();
  let position = request.position;
  let before = '';
  for (let count = 0; ; count++) {
    if (count >= request.maxPages)
      throw endless(resource.name, `there are more than ${request.maxPages} pages`);
    const answer = await fetchPage(request, position);
    const items = itemsOf(answer.value, resource.items);
    if (!items) throw wrongShape(resource, answer.value);
    const print = createHash('sha256').update(answer.response.text).digest('base64url');
    if (items.length > 0 && print === before) {
      throw endless(
        resource.name,
        'the same page came twice; the request may lack the placeholder of the paging',
      );
    }
    before = print;
    const next = nextPosition(request, position, items, answer);
    yield { items, next, answer };
    if (next === undefined) return;
    const mark = String(next);
    if (seen.has(mark))
      throw endless(resource.name, `its pages lead in a circle, to ${shortValue(mark)} again`);
    seen.add(mark);
    position = next;
  }
}

function fetchPage({ caller, resource, values }: PageRequest, position: Position): Promise<Answer> {
  const { paging, request } = resource;
  if (paging.type === 'link' && typeof position === 'string') return caller.jsonAt(position, request, values);
  const place = {
    page: paging.type === 'page' ? (position ?? paging.first) : null,
    offset: paging.type === 'offset' ? (position ?? 0) : null,
    cursor: paging.type === 'cursor' ? position : null,
    after: paging.type === 'after' ? (position ?? paging.first) : null,
  };
  return caller.json(request, { ...values, ...place });
}

function nextPosition(
  { resource, pageSize }: PageRequest,
  position: Position,
  items: readonly unknown[],
  { value, response }: Answer,
): Position | undefined {
  const { paging } = resource;
  const scope = itemScope(value);
  const full = items.length >= pageSize;
  switch (paging.type) {
    case 'none':
      return undefined;
    case 'page':
      return full ? Number(position ?? paging.first) + 1 : undefined;
    case 'offset':
      return full ? Number(position ?? 0) + items.length : undefined;
    case 'after': {
      const last = valueAt(paging.path, itemScope(items.at(-1)));
      return full && (typeof last === 'string' || typeof last === 'number') ? last : undefined;
    }
    case 'cursor': {
      const more = paging.more === undefined ? true : valueAt(paging.more, scope) === true;
      return more ? positionIn(valueAt(paging.path, scope)) : undefined;
    }
    case 'link':
      return positionIn(
        paging.path === undefined ? nextLink(response.headers.get('link')) : valueAt(paging.path, scope),
      );
  }
}

function positionIn(value: unknown): Position | undefined {
  return (typeof value === 'string' && value !== '') || typeof value === 'number' ? value : undefined;
}

/** The address with rel="next" of a Link header. */
export function nextLink(header: string | null): string | null {
  for (const part of (header ?? '').split(/,(?=\s*<)/)) {
    const match = /^\s*<([^>]*)>(.*)$/s.exec(part);
    if (match && /;\s*rel\s*=\s*"?(?:[^";]*\s)?next(?:\s[^";]*)?"?/i.test(match[2] ?? ''))
      return match[1] ?? null;
  }
  return null;
}

function endless(resource: string, why: string): FeedFaultError {
  return new FeedFaultError('pagingLoop', `Reading “${resource}” does not end: ${why}.`, {
    action: 'Check the paging of this resource in the feed’s mapping.',
    temporary: false,
  });
}

function wrongShape(resource: ResourceRule, answer: unknown): FeedFaultError {
  const where = resource.items === '' ? 'The answer' : `“${resource.items}” in the answer`;
  return new FeedFaultError(
    'wrongShape',
    `${where} for “${resource.name}” is no list of records: ${shortValue(answer)}`,
    { action: 'Check the path of the items in the feed’s mapping.', temporary: false },
  );
}
