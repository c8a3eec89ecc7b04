import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { Known, Learning, LearningPeriod, Times } from '../../../../core/contract/incident-learning.ts';
import { PlainTable } from '../../../components/charts/figure.tsx';
import { KpiStrip, KpiTile } from '../../../components/display/kpi-tile.tsx';
import { type Format, useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { learnedLink } from './learn-links.ts';

/** A share of what is known; nothing where nothing is. */
export function shareOf({ yes, of }: Known): number | null {
  return of === 0 ? null : yes / of;
}

/** A time as people say it. */
export function timeText(ms: number | null, format: Format): string {
  return ms === null ? '–' : format.duration(Math.round(ms / 1000));
}

/** The period in five numbers; each opens the incidents that it counts. */
export function LearnTiles({ learnt, period }: { learnt: Learning; period: LearningPeriod }) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const all = learnedLink(period);
  const p90 = ({ p90Ms }: Times) => t('tile.p90', { time: timeText(p90Ms, format) });
  const { now, before } = learnt.promise;
  return (
    <KpiStrip aria-label={t('tiles')}>
      <KpiTile
        label={t('tile.incidents')}
        value={format.integer(learnt.incidents)}
        to={all}
        note={t('tile.dismissed', { count: learnt.dismissed, formatted: format.integer(learnt.dismissed) })}
      />
      <KpiTile
        label={t('tile.toDetect')}
        value={timeText(learnt.toDetect.medianMs, format)}
        to={all}
        note={p90(learnt.toDetect)}
      />
      <KpiTile
        label={t('tile.toResolve')}
        value={timeText(learnt.toResolve.medianMs, format)}
        to={learnedLink(period, { states: ['resolved'] })}
        note={p90(learnt.toResolve)}
      />
      <KpiTile
        label={t('tile.kept')}
        value={format.percent(shareOf(now))}
        to={all}
        note={t('tile.before', { share: format.percent(shareOf(before)) })}
      />
      <KpiTile
        label={t('tile.cost')}
        value={format.moneyMinor(learnt.cost.netMinor, learnt.currency)}
        to={all}
        note={t('tile.perIncident', {
          amount: format.moneyMinor(
            learnt.incidents === 0 ? null : Math.round(learnt.cost.netMinor / learnt.incidents),
            learnt.currency,
          ),
        })}
      />
    </KpiStrip>
  );
}

const Sums = styled('dl')({
  display: 'grid',
  gridTemplateColumns: '1fr auto',
  rowGap: 6,
  margin: 0,
  '& dt': { color: tokens.textMuted, paddingRight: 16 },
  '& dd': { margin: 0, textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  '& .sum': { borderTop: `1px solid ${tokens.line}`, paddingTop: 6, fontWeight: 600, color: tokens.text },
});

/** What incidents have cost: what was done about them and refunds, less what carriers have paid. */
export function LearnCost({ learnt }: { learnt: Learning }) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const { cost, currency, otherCurrency } = learnt;
  const money = (minor: number) => format.moneyMinor(minor, currency);
  return (
    <>
      <Sums>
        <dt>{t('cost.actions')}</dt>
        <dd>{money(cost.actionsMinor)}</dd>
        <dt>{t('cost.refunds')}</dt>
        <dd>{money(cost.refundsMinor)}</dd>
        <dt>{t('cost.paid', { claimed: money(cost.claimedMinor) })}</dt>
        <dd>{money(cost.paidMinor === 0 ? 0 : -cost.paidMinor)}</dd>
        <dt className="sum">{t('cost.net')}</dt>
        <dd className="sum">{money(cost.netMinor)}</dd>
      </Sums>
      {otherCurrency > 0 && (
        <p style={{ color: tokens.warning, marginTop: 8 }}>{t('cost.other', { count: otherCurrency })}</p>
      )}
    </>
  );
}

/** Promises kept: of all deliveries, now and before; of those with an incident, as it looked and as it ended. */
export function LearnPromise({ learnt }: { learnt: Learning }) {
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const { now, before, heldWhenFound, kept } = learnt.promise;
  const rows = [
    ['all', before, now],
    ['incidents', heldWhenFound, kept],
  ] as const;
  const cell = (known: Known) => (
    <td title={t('promise.of', { yes: format.integer(known.yes), of: format.integer(known.of) })}>
      {format.percent(shareOf(known))}
    </td>
  );
  return (
    <PlainTable aria-label={t('promise.title')}>
      <thead>
        <tr>
          <th scope="col">
            <span className="visually-hidden">{t('promise.what')}</span>
          </th>
          <th scope="col">{t('promise.before')}</th>
          <th scope="col">{t('promise.after')}</th>
          <th scope="col">{t('promise.difference')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([name, was, is]) => (
          <tr key={name}>
            <th scope="row" style={{ whiteSpace: 'normal' }}>
              {t(`promise.${name}`)}
              <div style={{ color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' }}>
                {t(`promise.${name}Hint`)}
              </div>
            </th>
            {cell(was)}
            {cell(is)}
            <td>{pointsText(shareOf(was), shareOf(is), format, t('promise.points'))}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}

function pointsText(was: number | null, is: number | null, format: Format, unit: string): string {
  if (was === null || is === null) return '–';
  const points = Math.round(1000 * (is - was)) / 10;
  return `${points > 0 ? '+' : ''}${format.decimal(points)} ${unit}`;
}
