import type { Learning, LearningTable, Times } from '../../contract/incident-learning.ts';
import { toMajor } from '../../kernel/money.ts';
import type { Cell } from '../exports/index.ts';

const HOUR_MS = 3_600_000;

type Value = string | number | null;

/** A table of what was learnt as it goes into a file: money in major units, times in hours, shares from 0 to 1. */
export function learningRows(learnt: Learning, table: LearningTable): Record<string, Value>[] {
  const { currency } = learnt;
  const money = (minor: number) => toMajor(minor, currency);
  if (table === 'carriers') {
    return learnt.carriers.map((score) => ({
      carrier: score.carrier,
      shipments: score.shipments,
      incidents: score.incidents,
      perThousand: score.perThousand,
      late: shareOf(score.late),
      meanDaysLate: score.meanDaysLate,
      lost: score.lost,
      damaged: score.damaged,
      claims: score.claims,
      claimed: money(score.claimedMinor),
      paid: money(score.paidMinor),
      cost: money(score.costMinor),
    }));
  }
  if (table === 'kinds') {
    return learnt.kinds.map(({ kind, incidents, open, dismissed, toDetect, toResolve, costMinor }) => ({
      kind,
      incidents,
      open,
      dismissed,
      ...hoursOf('detect', toDetect),
      ...hoursOf('resolve', toResolve),
      cost: money(costMinor),
    }));
  }
  if (table === 'options') {
    return learnt.options.map(({ option, chosen, takenBack, promise, costMinor, medianMs }) => ({
      option,
      chosen,
      takenBack,
      kept: shareOf(promise),
      cost: money(costMinor),
      hours: inHours(medianMs),
    }));
  }
  const rows = learnt.paretos.find(({ dimension }) => dimension === table)?.rows ?? [];
  return rows.map(({ key, name, incidents, costMinor }) => ({
    key,
    name,
    incidents,
    cost: money(costMinor),
  }));
}

/** The cells that the columns ask for; codes in the words that came with them. */
export function cellsOf(
  row: Record<string, Value>,
  columns: readonly { key: string; words?: Record<string, string> | undefined }[],
): Cell[] {
  return columns.map(({ key, words }) => {
    const value = row[key] ?? null;
    return typeof value === 'string' ? (words?.[value] ?? value) : value;
  });
}

function shareOf({ yes, of }: { yes: number; of: number }): number | null {
  return of === 0 ? null : yes / of;
}

function hoursOf(name: 'detect' | 'resolve', { medianMs, p90Ms }: Times): Record<string, Value> {
  return { [`${name}Median`]: inHours(medianMs), [`${name}P90`]: inHours(p90Ms) };
}

function inHours(ms: number | null): number | null {
  return ms === null ? null : Math.round((100 * ms) / HOUR_MS) / 100;
}
