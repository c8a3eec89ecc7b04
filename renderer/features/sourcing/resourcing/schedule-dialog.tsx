import FormControlLabel from '@mui/material/FormControlLabel';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ResourcingSchedule } from '../../../../core/contract/workbench.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { NumberField } from '../number-field.tsx';

const HOUR_MINUTES = 60;
const USUAL_HOURS = 4;
const USUAL_SAVING_MINOR = 10_000;

const Form = styled('div')({
  display: 'grid',
  gap: 10,
  '& .MuiFormControlLabel-root': { margin: 0, gap: 8 },
  '& .told': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums' },
  '& .field': { paddingLeft: 40 },
});

type Times = { lastRunAt: number | null; nextRunAt: number | null };

function ScheduleForm({
  value,
  times,
  onChange,
}: {
  value: ResourcingSchedule;
  times: Times;
  onChange: (value: ResourcingSchedule) => void;
}) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const { currency } = usePreferences();
  const { everyMinutes, applyFromMinor } = value;
  const on = everyMinutes !== null;
  return (
    <Form>
      <FormControlLabel
        control={
          <Switch
            checked={on}
            onChange={(_, next) =>
              onChange({
                ...value,
                everyMinutes: next ? USUAL_HOURS * HOUR_MINUTES : null,
                applyFromMinor: next ? applyFromMinor : null,
              })
            }
          />
        }
        label={t('schedule.on')}
      />
      {on && (
        <div className="field">
          <NumberField
            label={t('schedule.every')}
            value={everyMinutes / HOUR_MINUTES}
            unit={t('schedule.hours')}
            low={0.25}
            high={168}
            onChange={(hours) =>
              hours !== null && onChange({ ...value, everyMinutes: Math.round(hours * HOUR_MINUTES) })
            }
          />
        </div>
      )}
      {on && (
        <FormControlLabel
          control={
            <Switch
              checked={applyFromMinor !== null}
              onChange={(_, next) => onChange({ ...value, applyFromMinor: next ? USUAL_SAVING_MINOR : null })}
            />
          }
          label={t('schedule.apply')}
        />
      )}
      {on && applyFromMinor !== null && (
        <div className="field">
          <NumberField
            label={t('schedule.from')}
            value={applyFromMinor / 100}
            unit={currency}
            low={0}
            high={10_000_000}
            hint={t('schedule.fromHint')}
            onChange={(major) =>
              major !== null && onChange({ ...value, applyFromMinor: Math.round(major * 100) })
            }
          />
        </div>
      )}
      <p className="told">
        {t('schedule.last', {
          when: times.lastRunAt === null ? t('schedule.never') : format.dateTime(times.lastRunAt),
        })}
        {on &&
          times.nextRunAt !== null &&
          ` ${t('schedule.next', { when: format.dateTime(times.nextRunAt) })}`}
      </p>
    </Form>
  );
}

/** When sourcing looks by itself for better plans of what is reserved, and from which saving it applies them. */
export function ScheduleDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation(['workbench', 'common']);
  const { data, error } = useQuery(orpc.workbench.schedule.queryOptions());
  const [edited, setEdited] = useState<ResourcingSchedule | null>(null);
  const [busy, setBusy] = useState(false);
  const shown = edited ?? data;
  const save = async () => {
    if (!shown) return;
    const { everyMinutes, applyFromMinor, parameters } = shown;
    setBusy(true);
    try {
      await rpc.workbench.saveSchedule({ everyMinutes, applyFromMinor, parameters });
      await queryClient.invalidateQueries({ queryKey: orpc.workbench.schedule.key() });
      showToast({
        severity: 'ok',
        message: t(everyMinutes === null ? 'schedule.stopped' : 'schedule.saved'),
      });
      onClose();
    } catch (failure) {
      const { title, action } = describeError(failure, t);
      showToast({ severity: 'critical', message: title, detail: action });
      setBusy(false);
    }
  };
  return (
    <ConfirmDialog
      open
      title={t('schedule.title')}
      confirmLabel={t('common:action.save')}
      blocked={edited === null}
      busy={busy}
      focusContent
      onConfirm={() => void save()}
      onClose={onClose}
    >
      <p style={{ color: tokens.textMuted, marginBottom: 12 }}>{t('schedule.text')}</p>
      {error ? (
        <ErrorState error={error} />
      ) : shown && data ? (
        <ScheduleForm value={shown} times={data} onChange={setEdited} />
      ) : (
        <PaneSkeleton blocks={1} />
      )}
    </ConfirmDialog>
  );
}
