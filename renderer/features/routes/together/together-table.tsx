import { useTranslation } from 'react-i18next';
import type { JointOutcome } from '../../../../core/contract/joint-plans.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { ComparisonScroller, ComparisonTable } from '../../../components/display/comparison-table.tsx';
import { useFormat } from '../../../lib/format.ts';
import { type FigureKey, figureText } from '../compare/plan-figure-rows.ts';

type Way = JointOutcome['apart'];

const ROWS = [
  'totalMinor',
  'costMinor',
  'handlingMinor',
  'vehicles',
  'distanceMetres',
  'co2Grams',
  'leftOut',
] as const satisfies readonly (FigureKey | 'totalMinor' | 'handlingMinor')[];
type Row = (typeof ROWS)[number];

function isFigure(row: Row): row is Row & FigureKey {
  return row !== 'totalMinor' && row !== 'handlingMinor';
}

function amountOf(way: Way, row: Row): number {
  if (isFigure(row)) return way.figures[row] ?? 0;
  return row === 'totalMinor' ? way.totalMinor : way.handlingMinor;
}

/** The two ways of planning a day side by side, the second with its difference to the first. */
export function TogetherTable({ apart, together, currency }: Omit<JointOutcome, 'savedMinor' | 'mayMove'>) {
  const { t } = useTranslation(['together', 'routes', 'workbench']);
  const format = useFormat();
  const ways = together ? [apart, together] : [apart];
  const text = (row: Row, value: number) =>
    isFigure(row) ? figureText(row, value, currency, format) : format.moneyMinor(value, currency);
  const difference = (row: Row, way: Way) => {
    const by = amountOf(way, row) - amountOf(apart, row);
    if (by === 0) return <small>{t('same')}</small>;
    const sign = by < 0 ? '−' : '+';
    return (
      <small data-verdict={by < 0 ? 'better' : 'worse'}>
        {t(by < 0 ? 'less' : 'more', { by: `${sign}${text(row, Math.abs(by))}` })}
      </small>
    );
  };
  return (
    <ComparisonScroller tabIndex={0}>
      <ComparisonTable aria-label={t('compared')}>
        <thead>
          <tr>
            <td aria-hidden />
            {ways.map((way, index) => (
              <th key={way.planId} scope="col">
                <span className="name">
                  <SeriesMark index={index} size={12} />
                  {t(index === 0 ? 'apart' : 'together')}
                </span>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {ROWS.map((row) => (
            <tr key={row} data-part={row === 'costMinor' || row === 'handlingMinor'}>
              <th scope="row">
                {t(isFigure(row) && row !== 'costMinor' ? `routes:figure.${row}` : `row.${row}`)}
              </th>
              {ways.map((way, index) => (
                <td key={way.planId} data-strong={row === 'totalMinor'}>
                  {text(row, amountOf(way, row))}
                  {index > 0 && difference(row, way)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ComparisonTable>
    </ComparisonScroller>
  );
}
