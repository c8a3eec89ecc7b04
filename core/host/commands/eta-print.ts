import type { LateMeasures } from '../../solvers/eta/index.ts';
import type { BacktestDocument } from './eta-backtest.ts';
import { printLine, printTable } from './output.ts';

const GROUPS_SHOWN = 10;
const PROBLEMS_SHOWN = 5;

/** The report for people: what was read, then what came out. */
export function printBacktest(report: BacktestDocument): void {
  const { rows, split, columns, remarks, problems } = report;
  printLine(
    `${rows.read} rows: ${rows.used} used, ${rows.notDelivered} not delivered, ${rows.leftOut} cells or rows not understood`,
  );
  for (const { row, field, value, reason } of problems.slice(0, PROBLEMS_SHOWN)) {
    printLine(`  row ${row}, ${field} “${value}”: ${reason}`);
  }
  printLine(
    `columns  ${Object.entries(columns.roles)
      .map(([role, column]) => `${role} = ${column}`)
      .join(', ')}`,
  );
  printLine(`features ${columns.features.join(', ') || 'none'}`);
  if (columns.ignored.length > 0) {
    printLine(
      `not used ${columns.ignored.map(({ column, reason }) => `${column} (${REASONS[reason] ?? reason})`).join(', ')}`,
    );
  }
  for (const remark of remarks) printLine(remark);
  printLine(
    `Learnt from ${split.trained} shipments delivered before ${split.from.slice(0, 10)}, and anew ${split.learntAt.length - 1} times; ` +
      `forecast ${split.tested} that left until ${split.until.slice(0, 10)}; ${split.underWayAtSplit} were under way in between.`,
  );
  printLine();
  printMethods(report);
  const ours = report.methods.find(({ method }) => method === 'ours');
  if (ours?.late) printCalibration(ours.late);
  for (const [title, groups] of [
    ['lane', report.lanes],
    ['carrier', report.carriers],
  ] as const)
    printGroups(title, groups);
  printLine();
  printLine(`${report.seconds} s, seed ${report.seed}`);
}

const REASONS: Record<string, string> = {
  allDifferent: 'different in every row',
  allTheSame: 'always the same',
  asTold: 'as told',
  laterDate: 'a date after departure',
  knowsOutcome: 'gives the outcome away',
};

function printMethods({ methods }: BacktestDocument): void {
  printLine('How far off, in days, and how good is “will be late”?');
  printTable(
    methods.map(({ method, errors, oursOnSameRows, late }) => ({
      method,
      rows: errors.rows,
      'mean error': round(errors.meanAbsoluteDays, 3),
      'ours there': round(oursOnSameRows.meanAbsoluteDays, 3),
      median: round(errors.medianAbsoluteDays, 3),
      '≤ P50 %': percent(errors.coverageP50),
      '≤ P90 %': percent(errors.coverageP90),
      'pinball 50': round(errors.pinballP50, 3),
      'pinball 90': round(errors.pinballP90, 3),
      'late AUC': round(late?.auc ?? null, 3),
      'late Brier': round(late?.brier ?? null, 4),
    })),
  );
}

function printCalibration({ calibration, lateShare, rows }: LateMeasures): void {
  printLine();
  printLine(`Does “late” come as often as we say? ${percent(lateShare)} % of ${rows} were late.`);
  printTable(
    calibration.map((bin) => ({
      'we say %': `${Math.round(bin.from * 100)}–${Math.round(bin.to * 100)}`,
      rows: bin.rows,
      'said on average %': percent(bin.forecast),
      'came late %': percent(bin.observed),
    })),
  );
}

function printGroups(title: string, groups: BacktestDocument['lanes']): void {
  if (groups.length === 0) return;
  printLine();
  printTable(
    groups.slice(0, GROUPS_SHOWN).map((group) => ({
      [title]: group.group,
      rows: group.rows,
      'mean error': round(group.meanAbsoluteDays, 2),
      'promise’s': round(group.promiseMeanAbsoluteDays, 2),
      '≤ P90 %': percent(group.coverageP90),
      'late %': percent(group.lateShare),
    })),
  );
}

function round(value: number | null, digits: number): number | null {
  return value === null ? null : Number(value.toFixed(digits));
}

function percent(share: number | null): number | null {
  return share === null ? null : Number((share * 100).toFixed(1));
}
