import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '../../..');
const sources = globSync('core/{features,jobs}/**/*.ts', { cwd: ROOT }).map((file) =>
  readFileSync(join(ROOT, file), 'utf8'),
);
const words = JSON.parse(readFileSync(join(ROOT, 'resources/locales/en/jobs.json'), 'utf8')) as {
  kind: object;
  message: object;
};

function textAt(tree: object, path: string): unknown {
  let node: unknown = tree;
  for (const step of path.split('.')) node = (node as Record<string, unknown> | undefined)?.[step];
  return node;
}

function found(pattern: RegExp): string[] {
  return [
    ...new Set(sources.flatMap((source) => [...source.matchAll(pattern)].flatMap(([, text]) => text ?? []))),
  ];
}

test('every kind of job has a name that people understand', () => {
  const kinds = [...found(/jobs\.define<[^(]*>\(\s*'([\w.]+)'/g), ...found(/_JOB = '([\w.]+)'/g)];
  expect(kinds).toContain('demo.create');
  expect(kinds.filter((kind) => typeof textAt(words.kind, kind) !== 'string')).toEqual([]);
});

test('every message of progress has words', () => {
  const codes = found(/progress\([^;]*?code: '([\w.]+)'/g);
  expect(codes).toContain('sourcing.gathering');
  expect(codes.filter((code) => typeof textAt(words.message, code) !== 'string')).toEqual([]);
});
