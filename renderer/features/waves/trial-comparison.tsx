import { useTranslation } from 'react-i18next';
import type { DayProposal } from '../../../core/contract/waves.ts';
import { PlainTable } from '../../components/charts/figure.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';
import { type Trial, useDayProposal } from './use-waves.ts';

const CHANGED = { fontWeight: 600, backgroundColor: tokens.accentSoft };
const NOTHING_TRIED = { extraPickers: 0, releaseMinutes: {} };

/** The day as it is and as it is tried, side by side. */
export function TrialComparison({ trial, tried }: { trial: Trial; tried: DayProposal }) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const { data: asIs } = useDayProposal({ ...trial, ...NOTHING_TRIED });
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
  const days = [
    ['asIs', asIs && figuresOf(asIs)],
    ['tried', figuresOf(tried)],
  ] as const;
  const [[, before]] = days;
  return (
    <PlainTable aria-label={t('trial.compared')}>
      <thead>
        <tr>
          <td />
          {rows.map(([key, label]) => (
            <th key={key} scope="col">
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {days.map(([day, figures]) => (
          <tr key={day}>
            <th scope="row">{t(`trial.${day}`)}</th>
            {rows.map(([key, , write]) => (
              <td key={key} style={before && figures?.[key] !== before[key] ? CHANGED : undefined}>
                {figures ? write(figures[key]) : '…'}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </PlainTable>
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
