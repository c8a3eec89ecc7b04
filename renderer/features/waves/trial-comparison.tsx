import { useTranslation } from 'react-i18next';
import type { DayProposal } from '../../../core/contract/waves.ts';
import { ComparisonScroller, ComparisonTable } from '../../components/display/comparison-table.tsx';
import { useFormat } from '../../lib/format.ts';
import { type Trial, useDayProposal } from './use-waves.ts';

const NOTHING_TRIED = { extraPickers: 0, releaseMinutes: {} };

/** The day as it is and as it is tried, side by side. */
export function TrialComparison({ trial, tried }: { trial: Trial; tried: DayProposal }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { data: asIs } = useDayProposal({ ...trial, ...NOTHING_TRIED });
  const columns = [asIs && figuresOf(asIs), figuresOf(tried)];
  const time = (at: number) => (at > 0 ? format.time(at, tried.timeZone) : '–');
  const rows = [
    ['pickers', t('labour.pickers'), format.integer],
    ['planned', t('pane.orders'), format.integer],
    ['pickSeconds', t('pane.pickTime'), format.duration],
    ['readyAt', t('pane.readyAt'), time],
    ['late', t('pane.late'), format.integer],
    ['atRisk', t('state.atRisk'), format.integer],
    ['leftOver', t('trial.leftOver'), format.integer],
  ] as const;
  return (
    <ComparisonScroller>
      <ComparisonTable aria-label={t('trial.compared')}>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('trial.asIs')}</th>
            <th scope="col">{t('trial.tried')}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(([key, label, write]) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              {columns.map((figures, index) => {
                const changed = index === 1 && asIs && figures?.[key] !== columns[0]?.[key];
                return (
                  <td key={index === 0 ? 'asIs' : 'tried'} data-strong={changed}>
                    {figures ? write(figures[key]) : '…'}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </ComparisonTable>
    </ComparisonScroller>
  );
}

function figuresOf({ waves, leftOver, pickers }: DayProposal) {
  const sum = (of: (figures: DayProposal['waves'][number]['figures']) => number) =>
    waves.reduce((total, { figures }) => total + of(figures), 0);
  return {
    pickers,
    planned: sum(({ orders }) => orders),
    pickSeconds: sum(({ pickSeconds }) => pickSeconds),
    readyAt: Math.max(0, ...waves.map(({ figures }) => figures.readyAt ?? 0)),
    late: sum(({ late }) => late),
    atRisk: sum(({ atRisk }) => atRisk),
    leftOver: leftOver.length,
  };
}
