import { writeFile } from 'node:fs/promises';
import type { EtaGrouping, EtaGroupMeasures, EtaReport } from '../../contract/eta.ts';
import type { AppContext } from '../context.ts';
import { type Cell, csvLine, csvStyle, makeExportFile } from '../exports/index.ts';
import { conflict } from '../procedures.ts';
import { findReports } from './eta.queries.ts';

export interface EtaFileRequest {
  grouping: EtaGrouping;
  language: 'en' | 'fr';
}

type FigureKey = Exclude<keyof EtaGroupMeasures, 'group'>;

const FIGURES: readonly FigureKey[] = [
  'rows',
  'meanAbsoluteDays',
  'medianAbsoluteDays',
  'promiseMeanAbsoluteDays',
  'carrierMeanAbsoluteDays',
  'laneMeanAbsoluteDays',
  'coverageP90',
  'lateShare',
  'lateChance',
];

const WORDS = {
  en: {
    lanes: 'Lane',
    carriers: 'Carrier',
    services: 'Service and lane',
    rows: 'Shipments',
    meanAbsoluteDays: 'Mean error, days',
    medianAbsoluteDays: 'Median error, days',
    promiseMeanAbsoluteDays: 'Promise: mean error, days',
    carrierMeanAbsoluteDays: 'Carrier: mean error, days',
    laneMeanAbsoluteDays: 'Lane mean: mean error, days',
    coverageP90: 'Arrived by P90 (0–1)',
    lateShare: 'Late (0–1)',
    lateChance: 'Late as forecast (0–1)',
  },
  fr: {
    lanes: 'Liaison',
    carriers: 'Transporteur',
    services: 'Service et liaison',
    rows: 'Expéditions',
    meanAbsoluteDays: 'Erreur moyenne, jours',
    medianAbsoluteDays: 'Erreur médiane, jours',
    promiseMeanAbsoluteDays: 'Promesse : erreur moyenne, jours',
    carrierMeanAbsoluteDays: 'Transporteur : erreur moyenne, jours',
    laneMeanAbsoluteDays: 'Moyenne de la liaison : erreur moyenne, jours',
    coverageP90: 'Arrivées avant P90 (0–1)',
    lateShare: 'En retard (0–1)',
    lateChance: 'En retard selon la prévision (0–1)',
  },
} as const;

/** Writes the newest back-test as a CSV file that can be fetched. @throws CONFLICT `neverLearnt` */
export async function writeReportFile(ctx: AppContext, { grouping, language }: EtaFileRequest) {
  const [newest] = await findReports(ctx.db.read, 1);
  if (!newest) throw conflict('Delivery times have never been learnt.', 'neverLearnt', 'Learn them first.');
  const report = JSON.parse(newest.report_json) as EtaReport;
  const day = new Date(newest.trained_at).toISOString().slice(0, 10);
  const lines = reportLines(report, grouping, language);
  return makeExportFile(ctx, `vigie-eta-${grouping}-${day}.csv`, async (path) => {
    await writeFile(path, `\uFEFF${lines.join('')}`);
    return { rows: lines.length - 1 };
  });
}

/** The lines of the file, the headings first. */
export function reportLines(report: EtaReport, grouping: EtaGrouping, language: 'en' | 'fr'): string[] {
  const words = WORDS[language];
  const style = csvStyle(language, 'UTC');
  const rows: Cell[][] = report[grouping].map((measures) => [
    measures.group,
    ...FIGURES.map((key) => rounded(measures[key])),
  ]);
  return [[words[grouping], ...FIGURES.map((key) => words[key])], ...rows].map((row) => csvLine(row, style));
}

function rounded(value: number | null): number | null {
  return value === null ? null : Math.round(value * 1e4) / 1e4;
}
