import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { IncidentDetail } from '../../../../core/contract/incidents.ts';
import { FactList } from '../../../components/display/fact-list.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useSegmentName } from '../../orders/use-segment-name.ts';
import { useIncidentWords } from '../incident-words.ts';
import { TimeLeft } from '../time-left.tsx';

/** What is wrong, how bad, how long there is, and who is hit. */
export function IncidentFacts({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const segmentName = useSegmentName();
  const { promisedAt, expectedAt, share, usualShare, waitingForSame } = detail;
  const breaksMs = promisedAt !== null && expectedAt !== null ? expectedAt - promisedAt : 0;
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  return (
    <FactList
      facts={[
        { label: t('fact.kind'), value: words.kind(detail.kind) },
        {
          label: t('fact.signs'),
          value: detail.signs.length > 0 ? detail.signs.map(words.kind).join(', ') : null,
        },
        {
          label: t('fact.share'),
          value:
            share === null
              ? null
              : t('value.share', { share: format.percent(share), usual: format.percent(usualShare, 1) }),
        },
        { label: t('fact.due'), value: detail.state === 'open' ? <TimeLeft row={detail} /> : null },
        {
          label: t('fact.snoozed'),
          value: detail.state === 'snoozed' ? format.dateTime(detail.snoozedUntil) : null,
        },
        {
          label: t('fact.resolution'),
          value: detail.resolution === null ? null : t(`resolution.${detail.resolution}`),
        },
        { label: t('fact.detected'), value: format.dateTime(detail.detectedAt) },
        { label: t('fact.promised'), value: promisedAt === null ? null : format.dateTime(promisedAt) },
        { label: t('fact.expected'), value: expectedAt === null ? null : format.dateTime(expectedAt) },
        { label: t('fact.breaks'), value: breaksMs > 0 ? format.duration(breaksMs / 1000) : null },
        {
          label: t('fact.order'),
          value: detail.order ? (
            <Link to={links.order(detail.order)} style={{ color: tokens.accent }}>
              {detail.order}
            </Link>
          ) : null,
        },
        { label: t('fact.customer'), value: detail.customer },
        { label: t('fact.orders'), value: detail.orders > 1 ? format.integer(detail.orders) : null },
        { label: t('fact.customers'), value: detail.customers > 1 ? format.integer(detail.customers) : null },
        {
          label: t('fact.segment'),
          value:
            detail.segments.length === 0
              ? null
              : detail.segments
                  .map(({ segment, count }) =>
                    count > 1 ? `${segmentName(segment)} ${format.integer(count)}` : segmentName(segment),
                  )
                  .join(', '),
        },
        { label: t('fact.money'), value: format.moneyMinor(detail.moneyMinor, detail.currency) },
        {
          label: t('fact.waiting'),
          value: waitingForSame > 0 ? t('value.waiting', number(waitingForSame)) : null,
        },
        { label: t('fact.carrier'), value: detail.carrier },
        { label: t('fact.facility'), value: detail.facility },
        { label: t('fact.place'), value: detail.cause ? null : detail.place },
        { label: t('fact.owner'), value: detail.owner ?? t('nobody') },
        { label: t('fact.team'), value: detail.team },
        { label: t('fact.watchers'), value: detail.watchers.length > 0 ? detail.watchers.join(', ') : null },
      ]}
    />
  );
}
