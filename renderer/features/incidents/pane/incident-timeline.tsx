import { useTranslation } from 'react-i18next';
import type { IncidentDetail, IncidentEvent } from '../../../../core/contract/incidents.ts';
import { Timeline } from '../../../components/display/timeline.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useIncidentWords } from '../incident-words.ts';

/** What was found and done, newest first. */
export function IncidentTimeline({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const words = useIncidentWords();
  const title = ({ kind, detail: about }: IncidentEvent): string => {
    if (about === null && kind === 'assigned') return t('event.unassigned');
    if (about === null && kind === 'grouped') return t('event.ungrouped');
    if (kind === 'playbook') {
      const [code, option] = (about ?? '').split(':');
      return [t(`event.playbook.${code}`), option && words.option(option)].filter(Boolean).join(' · ');
    }
    if (about === '' && kind === 'settled') return t('event.unsettled');
    return t(`event.${kind}`, { detail: detailOf(kind, about ?? '') });
  };
  const detailOf = (kind: IncidentEvent['kind'], about: string): string => {
    if (kind === 'detected' || kind === 'joined') return words.kind(about);
    if (kind === 'acted' || kind === 'undone') return words.option(about);
    if (kind === 'resolved') return t(`resolution.${about}`, { defaultValue: about });
    if (kind === 'settled') return format.moneyMinor(Number(about), detail.currency);
    if (kind === 'snoozed') return format.dateTime(Number(about));
    return about;
  };
  return (
    <Timeline
      label={t('pane.timeline')}
      entries={detail.events.map((event) => ({
        id: event.id,
        title: title(event),
        detail: [event.actor, event.note].filter(Boolean).join(': '),
        when: format.relative(event.at),
        whenTitle: format.instant(event.at),
      }))}
    />
  );
}

/** What the carrier told, newest first. */
export function ScanTimeline({ detail }: { detail: IncidentDetail }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  return (
    <Timeline
      label={t('pane.scans')}
      entries={detail.scans.map((scan, index) => ({
        id: index,
        title: scan.description ?? scan.milestone,
        detail: [scan.city, scan.country].filter(Boolean).join(', '),
        when: format.dateTime(scan.at),
        whenTitle: format.instant(scan.at),
        ...(scan.milestone === 'exception' ? { severity: 'critical' as const } : {}),
      }))}
    />
  );
}
