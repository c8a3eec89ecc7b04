import { describe, expect, it } from 'vitest';
import { folderConnector } from '../../../core/feeds/connectors/folder/index.ts';
import { BAD_INPUT, type BadCase } from '../../fixtures/bad-input/index.ts';
import { readAsFile } from '../../helpers/read-feed-file.ts';

/** Generous: machines that run tests do other things as well. None takes more than a second or two on an idle one. */
const CASE_MS = 60_000;
const MOST_GROWTH_BYTES = 1_000_000_000;

const sorted = (texts: readonly string[]) => [...texts].sort();

/** What tells the tried files apart: the name, the length, and how they begin and end. */
const tried = new Set<string>();

function remember(file: string, text: string | Uint8Array): void {
  const content = Buffer.from(text as string);
  const ends = [content.subarray(0, 5000), content.subarray(-5000)].map((end) => end.toString('latin1'));
  tried.add(`${file} ${content.length} ${ends.join('')}`);
}

async function tryCase({ file, content, keep, codes, options }: BadCase): Promise<void> {
  const before = process.memoryUsage().rss;
  const text = content();
  remember(file, text);
  const read = await readAsFile(file, text, options);
  expect(sorted(read.keys)).toEqual(sorted(keep));
  expect(read.codes).toEqual(expect.arrayContaining([...codes]));
  expect(process.memoryUsage().rss - before).toBeLessThan(MOST_GROWTH_BYTES);
  for (const { code, reason, place } of read.outcome.problems) {
    expect(code).toMatch(/^[a-z][A-Za-z]+$/);
    expect(reason.length).toBeGreaterThan(10);
    expect(reason.length).toBeLessThan(2000);
    expect(place === null || place.length < 500).toBe(true);
  }
  const bad = read.items.filter((item) => item.parsed?.records.length === 0);
  for (const item of bad.slice(0, 100)) expect(item.parsed?.problems).not.toEqual([]);
  const parsedOptions = folderConnector.options.parse({ path: '/', ...options });
  for (const item of read.items.slice(0, 100)) {
    expect(folderConnector.parse(item, parsedOptions)).toEqual(item.parsed);
  }
  if (keep.length === 0) expect(read.outcome.problems.length).toBeGreaterThan(0);
}

describe.each(Object.entries(BAD_INPUT))('broken %s', (_format, cases) => {
  it.each(cases.map((one) => [one.name, one] as const))('%s', { timeout: CASE_MS }, async (_name, one) => {
    await tryCase(one);
  });
});

describe('the corpus', () => {
  it('holds at least 200 different broken files and messages', () => {
    expect(tried.size).toBeGreaterThanOrEqual(200);
    expect(tried.size).toBe(Object.values(BAD_INPUT).flat().length);
  });
});
