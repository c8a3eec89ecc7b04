import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { PlanFigures } from '../../../../core/contract/workbench.ts';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { type FigureRow, figureRows, signed, verdictOf } from './figure-rows.ts';
import { planKey, usePlanName } from './plans.ts';

const Scroller = styled('div')({ overflowX: 'auto', position: 'relative' });

const Table = styled('table')({
  borderCollapse: 'separate',
  borderSpacing: 0,
  width: '100%',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { borderBottom: `1px solid ${tokens.line}`, padding: '5px 12px', whiteSpace: 'nowrap' },
  '& thead th': { verticalAlign: 'bottom', textAlign: 'end', fontWeight: 560, minWidth: 148 },
  '& thead .name': { display: 'inline-flex', alignItems: 'center', gap: 6 },
  '& thead small': { display: 'block', color: tokens.textMuted, fontWeight: 450, minHeight: '1.4em' },
  '& tbody th': {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    textAlign: 'start',
    fontWeight: 450,
    backgroundColor: tokens.surface,
    paddingLeft: 0,
  },
  '& tbody tr[data-part="true"] th': { paddingLeft: 14, color: tokens.textMuted },
  '& td': { textAlign: 'end' },
  '& [data-strong="true"]': { backgroundColor: tokens.subtle },
  '& td[data-strong="true"]': { fontWeight: 560 },
  '& td small': {
    display: 'inline-block',
    minWidth: 152,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    color: tokens.textMuted,
  },
  '& small[data-verdict="better"]': { color: tokens.ok },
  '& small[data-verdict="worse"]': { color: tokens.critical },
});

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
    <Scroller tabIndex={0}>
      <Table aria-label={t('compare.figures')}>
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
      </Table>
    </Scroller>
  );
}
