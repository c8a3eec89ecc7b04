import { afterEach } from 'vitest';
import type { RawBatch, RawItem } from '../../core/feeds/connector.ts';
import { restConnector } from '../../core/feeds/connectors/rest/index.ts';
import { toolsFor } from './connector-tools.ts';
import { type HttpSource, type SourceAnswer, type SourceCall, startSource } from './http-source.ts';

export interface Row {
  id: number;
  sku: string;
  changed: string;
}

export const rows = (count: number): Row[] =>
  Array.from({ length: count }, (_, n) => ({
    id: n + 1,
    sku: `A-${n + 1}`,
    changed: new Date(Date.UTC(2026, 0, 1) + n * 60_000).toISOString(),
  }));
export const resource = (more: Record<string, unknown>) => ({
  name: 'item',
  items: 'items',
  key: 'id',
  version: { path: 'changed' },
  records: [{ kind: 'products', fields: { sku: 'sku' } }],
  ...more,
});

const sources: HttpSource[] = [];
afterEach(() => Promise.all(sources.splice(0).map((source) => source.close())));

export async function openSource(answer: (call: SourceCall) => SourceAnswer): Promise<HttpSource> {
  const source = await startSource(answer);
  sources.push(source);
  return source;
}

export async function pullFrom(
  source: HttpSource,
  options: Record<string, unknown>,
  more: { cursor?: unknown; secrets?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<{ items: RawItem[]; cursor: unknown; batches: RawBatch[] }> {
  const tools = toolsFor(restConnector, { url: source.url, pageSize: 10, ...options }, more);
  const batches: RawBatch[] = [];
  const pull = restConnector.pull?.(tools, more.cursor ?? null, { type: 'sync' });
  for await (const batch of pull ?? []) batches.push(batch);
  return { items: batches.flatMap(({ items }) => items), cursor: batches.at(-1)?.cursor, batches };
}

export const number = (call: SourceCall, name: string) => Number(call.url.searchParams.get(name) ?? 0);
