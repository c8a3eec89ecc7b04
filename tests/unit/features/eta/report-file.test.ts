import { describe, expect, it } from 'vitest';
import type { EtaGroupMeasures, EtaReport } from '../../../../core/contract/eta.ts';
import { keptMeasures } from '../../../../core/features/eta/eta.service.ts';
import { isNightDue } from '../../../../core/features/eta/nightly.ts';
import { reportLines } from '../../../../core/features/eta/report-file.ts';
import { sortGroups } from '../../../../renderer/features/eta/sort-groups.ts';

const DAY = 86_400_000;
const group = (name: string, given: Partial<EtaGroupMeasures> = {}): EtaGroupMeasures => ({
  group: name,
  rows: 10,
  meanAbsoluteDays: 0.51234567,
  medianAbsoluteDays: 0.4,
  promiseMeanAbsoluteDays: 1.5,
  carrierMeanAbsoluteDays: null,
  laneMeanAbsoluteDays: 0.7,
  coverageP90: 0.9,
  lateShare: 0.1,
  lateChance: 0.12,
  ...given,
});

describe('the back-test as a file', () => {
  const report = { lanes: [group('=cmd() → FR'), group('FR → DE')] } as EtaReport;

  it('has figures as a spreadsheet of the language reads them, and no formulas', () => {
    const [head, first, second] = reportLines(report, 'lanes', 'fr');
    expect(head).toMatch(/^Liaison;Expéditions;/);
    expect(first).toMatch(/^'=cmd\(\) → FR;10;0,5123;0,4;1,5;;0,7;/);
    expect(second).toMatch(/^FR → DE;/);
    expect(reportLines(report, 'lanes', 'en')[1]).toContain(',0.5123,');
  });
});

describe('groups in a table', () => {
  it('are sorted by any column, what is not known last', () => {
    const groups = [
      group('b', { carrierMeanAbsoluteDays: 2 }),
      group('a'),
      group('c', { carrierMeanAbsoluteDays: 1 }),
    ];
    const names = (column: string, descending: boolean) =>
      sortGroups(groups, [{ column, descending }]).map((one) => one.group);
    expect(names('group', false)).toEqual(['a', 'b', 'c']);
    expect(names('carrierMeanAbsoluteDays', false)).toEqual(['c', 'b', 'a']);
    expect(names('carrierMeanAbsoluteDays', true)).toEqual(['b', 'c', 'a']);
  });
});

describe('forecasts that were really made', () => {
  it('are measured beside the promise and the carrier', () => {
    const row = (days: number, carrierEtaAt: number | null) => ({
      p50At: 2 * DAY,
      p90At: 3 * DAY,
      carrierEtaAt,
      promisedAt: 4 * DAY,
      deliveredAt: days * DAY,
    });
    expect(keptMeasures([])).toBeNull();
    expect(keptMeasures([row(2, null), row(4, 3 * DAY)])).toMatchObject({
      rows: 2,
      meanAbsoluteDays: 1,
      coverageP90: 0.5,
      promiseMeanAbsoluteDays: 1,
      carrierMeanAbsoluteDays: 1,
    });
  });
});

describe('the nightly training', () => {
  it('is due once a night', () => {
    const at = (day: number, hour: number) => Date.UTC(2026, 4, day, hour);
    expect(isNightDue(at(3, 12), at(4, 1))).toBe(false);
    expect(isNightDue(at(3, 12), at(4, 2))).toBe(true);
    expect(isNightDue(at(4, 2), at(4, 23))).toBe(false);
    expect(isNightDue(at(1, 2), at(4, 1))).toBe(true);
  });
});
