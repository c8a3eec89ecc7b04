import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  BROKEN_LIMITS,
  LEFT_OUT_REASONS,
  PLAN_STATUSES,
  STOP_KINDS,
  stopChange,
} from '../../../../core/contract/routes.ts';

const LOCALES = join(import.meta.dirname, '../../../../resources/locales');

test.each(['en', 'fr'])('every code of a plan has its words (%s)', (language) => {
  const words = JSON.parse(readFileSync(join(LOCALES, language, 'routes.json'), 'utf8')) as Record<
    string,
    object
  >;
  const codes = {
    leftOut: LEFT_OUT_REASONS,
    broken: BROKEN_LIMITS,
    status: PLAN_STATUSES,
    stopKind: STOP_KINDS,
    change: stopChange.shape.kind.options,
    outcome: ['served', 'failed'],
    dimension: ['weight', 'volume', 'pallets'],
    note: ['fellBack', 'unknownWays', 'noDistances'],
  };
  for (const [part, list] of Object.entries(codes)) {
    expect(Object.keys(words[part] ?? {}).sort(), part).toEqual([...list].sort());
  }
});
