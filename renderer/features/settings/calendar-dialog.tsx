import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { X } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { WorkCalendarView } from '../../../core/contract/promise.ts';
import { WeekdayToggles } from '../../components/controls/weekday-toggles.tsx';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const USUAL_DAYS = [1, 2, 3, 4, 5];

const Form = styled('div')({
  display: 'grid',
  gap: 16,
  paddingTop: 8,
  '& .label': { color: tokens.textMuted, marginBottom: 6 },
  '& .add': { display: 'flex', gap: 8, alignItems: 'flex-end' },
  '& ul': { listStyle: 'none', display: 'flex', flexWrap: 'wrap', gap: 6, margin: '10px 0 0', padding: 0 },
});

/** A facility or a carrier, by its name. */
export interface CalendarOwner {
  owner: WorkCalendarView['owner'];
  code: string;
  name: string;
}

interface CalendarDialogProps {
  /** Null: for one that is still to be chosen. */
  of: CalendarOwner | null;
  calendar: WorkCalendarView | null;
  owners: readonly CalendarOwner[];
  busy: boolean;
  onSave: (owner: CalendarOwner, days: Pick<WorkCalendarView, 'workingDays' | 'closedDays'>) => void;
  onClose: () => void;
}

function OwnerField(props: {
  owners: readonly CalendarOwner[];
  value: CalendarOwner | null;
  onChange: (owner: CalendarOwner | null) => void;
}) {
  const { t } = useTranslation('settings');
  return (
    <Autocomplete
      options={[...props.owners]}
      value={props.value}
      groupBy={({ owner }) => t(`calendars.${owner}`)}
      getOptionLabel={({ name }) => name}
      getOptionKey={({ owner, code }) => `${owner} ${code}`}
      isOptionEqualToValue={(a, b) => a.owner === b.owner && a.code === b.code}
      onChange={(_, owner) => props.onChange(owner)}
      renderInput={(params) => <TextField {...params} label={t('calendars.owner')} autoFocus />}
    />
  );
}

function Weekdays({ value, onChange }: { value: readonly number[]; onChange: (days: number[]) => void }) {
  const { t } = useTranslation('settings');
  return (
    <div>
      <div className="label">{t('calendars.days')}</div>
      <WeekdayToggles label={t('calendars.days')} value={value} onChange={onChange} />
      {value.length === 0 && (
        <p role="alert" style={{ color: tokens.critical, marginTop: 6 }}>
          {t('calendars.noDays')}
        </p>
      )}
    </div>
  );
}

function ClosedDays({ value, onChange }: { value: readonly string[]; onChange: (days: string[]) => void }) {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const [typed, setTyped] = useState('');
  const shown = (day: string) => format.date(Date.parse(day), 'UTC');
  const add = () => {
    if (typed === '') return;
    onChange([...new Set([...value, typed])].sort());
    setTyped('');
  };
  return (
    <div>
      <div className="add">
        <TextField
          type="date"
          label={t('calendars.addDay')}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={(event) => {
            if (event.key !== 'Enter' || typed === '') return;
            event.preventDefault();
            add();
          }}
          slotProps={{ inputLabel: { shrink: true } }}
        />
        <Button disabled={typed === ''} onClick={add}>
          {t('calendars.addDayAction')}
        </Button>
      </div>
      <ul aria-label={t('calendars.closed')}>
        {value.map((day) => (
          <li key={day}>
            <Chip
              size="small"
              label={shown(day)}
              onDelete={() => onChange(value.filter((one) => one !== day))}
              deleteIcon={<X size={13} aria-label={t('calendars.removeDay', { date: shown(day) })} />}
            />
          </li>
        ))}
      </ul>
    </div>
  );
}

/** On which weekdays a facility or a carrier works, and on which days it does not. */
export function CalendarDialog({ of, calendar, owners, busy, onSave, onClose }: CalendarDialogProps) {
  const { t } = useTranslation(['settings', 'common']);
  const titleId = useId();
  const [owner, setOwner] = useState(of);
  const [workingDays, setWorkingDays] = useState(calendar?.workingDays ?? USUAL_DAYS);
  const [closedDays, setClosedDays] = useState(calendar?.closedDays ?? []);
  const complete = owner !== null && workingDays.length > 0;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (owner && complete) onSave(owner, { workingDays, closedDays });
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="xs" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id={titleId}>
          {of ? t('calendars.editTitle', { name: of.name }) : t('calendars.addTitle')}
        </DialogTitle>
        <DialogContent>
          <Form>
            {!of && <OwnerField owners={owners} value={owner} onChange={setOwner} />}
            <Weekdays value={workingDays} onChange={setWorkingDays} />
            <ClosedDays value={closedDays} onChange={setClosedDays} />
          </Form>
        </DialogContent>
        <DialogActions>
          {of && (
            <Button
              variant="text"
              disabled={busy}
              sx={{ marginRight: 'auto' }}
              onClick={() => onSave(of, { workingDays: [], closedDays: [] })}
            >
              {t('calendars.reset')}
            </Button>
          )}
          <Button variant="text" onClick={onClose} disabled={busy}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" disabled={!complete || busy}>
            {t('common:action.save')}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
