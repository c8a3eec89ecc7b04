import type { PlaybookDocument, PlaybookMode, PlaybookTrial } from '../../contract/playbooks.ts';
import type { AppContext } from '../context.ts';
import { SETTLING } from '../incidents/index.ts';
import { readPreferences } from '../workspace/index.ts';
import { factsOf } from './advance.service.ts';
import { type Foreseen, foresee } from './foresee.ts';
import { pricesOf } from './option-prices.ts';
import type { IncidentOfRun } from './runs.queries.ts';
import { findFitting } from './start.service.ts';

/** Working ways out takes some milliseconds each: with more incidents, a part of them stands for all. */
const SAMPLE = 40;
const EXAMPLES = 8;

interface Tried {
  incident: IncidentOfRun;
  seen: Foreseen;
}

/** What a playbook would do about the incidents that are open now. Nothing is written. */
export async function tryPlaybook(
  ctx: AppContext,
  { document, mode }: { document: PlaybookDocument; mode: PlaybookMode },
): Promise<PlaybookTrial> {
  const started = performance.now();
  const { currency } = await readPreferences(ctx.db.read);
  const fitting = await findFitting(ctx, { document }, null);
  const sample = evenly(fitting, SAMPLE);
  const scale = fitting.length / Math.max(1, sample.length);
  const tried: Tried[] = [];
  let spentTodayMinor = 0;
  for (const incident of sample) {
    const options = await pricesOf(ctx, incident.id, document.steps);
    const now = ctx.clock();
    const seen = foresee(document, {
      ...{ now, mode, currency, spentTodayMinor, options },
      facts: factsOf(incident, now),
      settles: (option) => SETTLING.has(option),
    });
    spentTodayMinor += Math.round(seen.costMinor * scale);
    tried.push({ incident, seen });
  }
  return {
    incidents: fitting.length,
    worked: sample.length,
    costMinor: spentTodayMinor,
    currency,
    asks: Math.round(tried.filter(({ seen }) => seen.asks !== null).length * scale),
    byItself: Math.round(tried.filter(({ seen }) => seen.asks === null).length * scale),
    steps: document.steps.map(({ id }) => countStep(id, tried, scale)),
    examples: tried.slice(0, EXAMPLES).map(toExample),
    tookMs: performance.now() - started,
  };
}

/** So many of them, from the gravest to the least. */
function evenly<Item>(items: readonly Item[], most: number): Item[] {
  if (items.length <= most) return [...items];
  return Array.from({ length: most }, (_, i) => items[Math.floor((i * items.length) / most)] as Item);
}

function countStep(id: string, tried: readonly Tried[], scale: number): PlaybookTrial['steps'][number] {
  const count = (state: 'done' | 'skipped' | 'asked') =>
    Math.round(tried.filter(({ seen }) => seen.steps.get(id) === state).length * scale);
  return { id, done: count('done'), skipped: count('skipped'), asked: count('asked') };
}

function toExample({ incident, seen }: Tried): PlaybookTrial['examples'][number] {
  const { costMinor, options, asks } = seen;
  return {
    ...{ costMinor, options, asks },
    incidentId: incident.id,
    key: incident.entity_key,
    kind: incident.kind as PlaybookTrial['examples'][number]['kind'],
  };
}
