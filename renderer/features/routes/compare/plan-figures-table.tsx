import { useTranslation } from 'react-i18next';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { ComparisonScroller, ComparisonTable } from '../../../components/display/comparison-table.tsx';
import { useFormat } from '../../../lib/format.ts';
import {
  type ComparedPlan,
  differenceText,
  FIGURE_KEYS,
  type FigureKey,
  figureText,
  figureVerdict,
  PARTS,
} from './plan-figure-rows.ts';

interface PlanFiguresTableProps {
  /** The others are seen against the first. */
  plans: readonly ComparedPlan[];
  /** The plan that the comparison is about. */
  strongKey?: string | null;
}

function Difference({ row, plan, first }: { row: FigureKey; plan: ComparedPlan; first: ComparedPlan }) {
  const { t } = useTranslation(['routes', 'workbench']);
  const format = useFormat();
  const verdict = figureVerdict(row, plan.figures, first.figures);
  return (
    <small data-verdict={verdict ?? undefined}>
      {differenceText(row, plan, first.figures, { t, format })}
    </small>
  );
}

/** Plans side by side, each figure with its difference to the first plan in sign and word. */
export function PlanFiguresTable({ plans, strongKey = null }: PlanFiguresTableProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const [first] = plans;
  if (!first) return null;
  const several = plans.length > 1;
  return (
    <ComparisonScroller tabIndex={0}>
      <ComparisonTable aria-label={t('compare.figures')}>
        <thead>
          <tr>
            <td aria-hidden />
            {plans.map((plan, index) => (
              <th key={plan.key} scope="col" data-strong={several && plan.key === strongKey}>
                <span className="name">
                  <SeriesMark index={index} strong={plan.key === strongKey} size={12} />
                  {plan.name}
                </span>
                <small>{plan.note}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {FIGURE_KEYS.map((row) => (
            <tr key={row} data-part={PARTS.includes(row)}>
              <th scope="row">{t(`figure.${row}`)}</th>
              {plans.map((plan, index) => (
                <td key={plan.key} data-strong={several && plan.key === strongKey}>
                  {figureText(row, plan.figures[row], plan.currency, format)}
                  {index > 0 && <Difference row={row} plan={plan} first={first} />}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </ComparisonTable>
    </ComparisonScroller>
  );
}
