import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkCalendarView } from '../../../core/contract/promise.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { weekdayName } from '../../lib/weekdays.ts';
import { PlainTable } from '../import/import-styles.ts';
import { useTold } from '../lists/use-told.ts';
import { CalendarDialog, type CalendarOwner } from './calendar-dialog.tsx';

function useOwners(): CalendarOwner[] {
  const { data: network } = useQuery(orpc.tower.facilities.queryOptions());
  const { data: carriers } = useQuery(orpc.carriers.settings.queryOptions());
  return [
    ...(network?.facilities ?? []).map(({ code, name }) => ({ owner: 'facility' as const, code, name })),
    ...(carriers ?? []).map(({ code, name }) => ({ owner: 'carrier' as const, code, name })),
  ];
}

function CalendarRow(props: { name: string; calendar: WorkCalendarView; onEdit: () => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { name, calendar, onEdit } = props;
  const { owner, workingDays, closedDays } = calendar;
  const count = closedDays.length;
  const closed = closedDays.map((day) => format.date(Date.parse(day), 'UTC')).join(', ');
  return (
    <tr>
      <th scope="row">
        {name}
        <div style={{ color: tokens.textMuted }}>{t(`calendars.${owner}`)}</div>
      </th>
      <td>{workingDays.map((weekday) => weekdayName(weekday, format.locale, 'short')).join(' ')}</td>
      <td title={closed}>
        {count === 0
          ? t('calendars.never')
          : t('calendars.closedDays', { count, formatted: format.integer(count) })}
      </td>
      <td className="end">
        <Button size="small" aria-label={t('calendars.edit', { name })} onClick={onEdit}>
          {t('calendars.change')}
        </Button>
      </td>
    </tr>
  );
}

/** The working days of facilities and carriers that do not work on the usual ones. */
export function CalendarsPart() {
  const { t } = useTranslation(['settings', 'common']);
  const { data, error, refetch } = useQuery(orpc.promise.calendars.queryOptions());
  const owners = useOwners();
  const { busy, perform } = useTold();
  const [edited, setEdited] = useState<CalendarOwner | 'new' | null>(null);
  const ownerOf = ({ owner, code }: WorkCalendarView): CalendarOwner =>
    owners.find((one) => one.owner === owner && one.code === code) ?? { owner, code, name: code };
  const isListed = ({ owner, code }: CalendarOwner) =>
    data?.find((calendar) => calendar.owner === owner && calendar.code === code);
  const save = (of: CalendarOwner, days: Pick<WorkCalendarView, 'workingDays' | 'closedDays'>) =>
    perform(async () => {
      await rpc.promise.saveCalendar({ owner: of.owner, code: of.code, ...days });
      await refetch();
      showToast({ message: t('calendars.saved', { name: of.name }) });
      setEdited(null);
    });
  return (
    <Section
      level={2}
      title={t('calendars.title')}
      actions={
        <Button size="small" startIcon={<Plus size={13} />} onClick={() => setEdited('new')}>
          {t('calendars.add')}
        </Button>
      }
    >
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('calendars.text')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p style={{ color: tokens.textMuted }}>{t('calendars.none')}</p>}
      {data && data.length > 0 && (
        <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
          <PlainTable aria-label={t('calendars.title')}>
            <thead>
              <tr>
                <th scope="col">{t('calendars.owner')}</th>
                <th scope="col">{t('calendars.works')}</th>
                <th scope="col">{t('calendars.closed')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('calendars.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((calendar) => {
                const of = ownerOf(calendar);
                return (
                  <CalendarRow
                    key={`${of.owner} ${of.code}`}
                    name={of.name}
                    calendar={calendar}
                    onEdit={() => setEdited(of)}
                  />
                );
              })}
            </tbody>
          </PlainTable>
        </div>
      )}
      {edited && (
        <CalendarDialog
          of={edited === 'new' ? null : edited}
          calendar={edited === 'new' ? null : (isListed(edited) ?? null)}
          owners={owners.filter((owner) => !isListed(owner))}
          busy={busy}
          onSave={(of, days) => void save(of, days)}
          onClose={() => setEdited(null)}
        />
      )}
    </Section>
  );
}
