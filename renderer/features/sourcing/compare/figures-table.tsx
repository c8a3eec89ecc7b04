import { useTranslation } from 'react-i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { ComparisonScroller, ComparisonTable } from '../../../components/display/comparison-table.tsx';
import { useFormat } from '../../../lib/format.ts';
import { type FigureRow, figureRows, signed, verdictOf } from './figure-rows.ts';
import { planKey, usePlanName } from './plans.ts';

function Difference({ row, plan, first }: { row: FigureRow; plan: PlanFigures; first: PlanFigures }) {
  const { t } = useTranslation('workbench');
  const verdict = verdictOf(row, plan, first);
  if (verdict === null || row.key === 'gap') return <small />;
  if (verdict === 'same') return <small>{t('verdict.same')}</small>;
  const difference = (row.value(plan) ?? 0) - (row.value(first) ?? 0);
  const text = signed(row.write(Math.abs(difference), plan), difference);
  return (
    <small data-verdict={verdict}>
      {verdict === 'other' ? text : t(`verdict.${verdict}`, { difference: text })}
    </small>
  );
}

function Head({ plan, index, strong }: { plan: PlanFigures; index: number; strong: boolean }) {
  const { t } = useTranslation('workbench');
  const nameOf = usePlanName();
  const note = [
    plan.method && t(`method.${plan.method}`),
    plan.scenarioId !== null && plan.name !== '' && t('plan.whatIf'),
    index === 0 && t('plan.first'),
  ].filter(Boolean);
  return (
    <th scope="col" data-strong={strong}>
      <span className="name">
        <SeriesMark index={index} strong={strong} size={12} />
        {nameOf(plan)}
      </span>
      <small>{note.join(' · ')}</small>
    </th>
  );
}

interface FiguresTableProps {
  plans: readonly PlanFigures[];
  /** The key of the plan that the comparison is about. */
  strongKey: string;
}

/** Plans side by side, each figure with its difference to the first plan in sign and word. */
export function FiguresTable({ plans, strongKey }: FiguresTableProps) {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const format = useFormat();
  const [first] = plans;
  if (!first) return null;
  const isStrong = (plan: PlanFigures) => planKey(plan.reference) === strongKey;
  return (
    <ComparisonScroller tabIndex={0}>
      <ComparisonTable aria-label={t('compare.figures')}>
        <thead>
          <tr>
            <td aria-hidden />
            {plans.map((plan, index) => (
              <Head
                key={planKey(plan.reference)}
                plan={plan}
                index={index}
                strong={isStrong(plan) && plans.length > 1}
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {figureRows(t, format, plans).map((row) => (
            <tr key={row.key} data-part={row.part ?? false}>
              <th scope="row">{row.label}</th>
              {plans.map((plan, index) => (
                <td key={planKey(plan.reference)} data-strong={isStrong(plan) && plans.length > 1}>
                  {row.write(row.value(plan), plan)}
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
