import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { Copy, Plus, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OpeningHours } from '../../../../core/contract/fleets.ts';
import { useFormat } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { weekdayName } from '../../../lib/weekdays.ts';
import { Hint, TimeField } from './fields.tsx';
import { copiedToWorkdays, nextWindow, windowProblem } from './fleet-forms.ts';
import { useFleetCommand } from './use-fleet-command.ts';

const WEEK = [0, 1, 2, 3, 4, 5, 6];
/** A Monday. */

const Days = styled('ul')({
  listStyle: 'none',
  maxWidth: 780,
  margin: '10px 0 16px',
  padding: 0,
  '& > li': {
    display: 'grid',
    gridTemplateColumns: '110px 1fr auto',
    gap: 12,
    alignItems: 'start',
    padding: '8px 0',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& .day': { fontWeight: 520, paddingTop: 6 },
  '& .closed': { color: tokens.textMuted, paddingTop: 6 },
  '& .windows': { display: 'flex', flexWrap: 'wrap', gap: '8px 18px' },
  '& .window': { display: 'flex', gap: 6, alignItems: 'start' },
});

interface WeekFormProps {
  facility: string;
  name: string;
  initial: OpeningHours;
}

/** The week of a facility, day by day. */
export function WeekForm({ facility, name, initial }: WeekFormProps) {
  const { t } = useTranslation('fleet');
  const format = useFormat();
  const [hours, setHours] = useState(initial);
  const { busy, perform } = useFleetCommand();
  const wrong = hours.some((_, i) => windowProblem(hours, i) !== null);
  const dayName = (weekday: number) => weekdayName(weekday + 1, format.locale);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        void perform(() => rpc.fleets.saveOpeningHours({ facility, hours }), t('hours.saved', { name }));
      }}
    >
      <h2 style={{ fontSize: 16, fontWeight: 600 }}>{name}</h2>
      <Hint>{t(hours.length === 0 ? 'hours.none' : 'hours.text')}</Hint>
      <Days>
        {WEEK.map((weekday) => (
          <li key={weekday}>
            <span className="day">{dayName(weekday)}</span>
            <DayWindows weekday={weekday} hours={hours} onChange={setHours} />
            <span style={{ display: 'flex', gap: 4 }}>
              <IconButton
                size="small"
                title={t('hours.copy')}
                aria-label={t('hours.copyOf', { day: dayName(weekday) })}
                onClick={() => setHours(copiedToWorkdays(hours, weekday))}
              >
                <Copy size={14} />
              </IconButton>
              <IconButton
                size="small"
                title={t('hours.add')}
                aria-label={t('hours.addOn', { day: dayName(weekday) })}
                onClick={() => setHours([...hours, nextWindow(hours, weekday)])}
              >
                <Plus size={14} />
              </IconButton>
            </span>
          </li>
        ))}
      </Days>
      <Button type="submit" variant="contained" color="primary" disabled={busy || wrong || hours === initial}>
        {t('save')}
      </Button>
    </form>
  );
}

interface DayWindowsProps {
  weekday: number;
  hours: OpeningHours;
  onChange: (hours: OpeningHours) => void;
}

function DayWindows({ weekday, hours, onChange }: DayWindowsProps) {
  const { t } = useTranslation('fleet');
  const own = hours.flatMap((window, index) => (window.weekday === weekday ? [{ window, index }] : []));
  const change = (index: number, part: Partial<OpeningHours[number]>) =>
    onChange(hours.map((one, i) => (i === index ? { ...one, ...part } : one)));
  if (own.length === 0) {
    return <span className="closed">{t(hours.length === 0 ? 'hours.anyTime' : 'hours.closed')}</span>;
  }
  return (
    <span className="windows">
      {own.map(({ window, index }) => (
        <span className="window" key={index}>
          <TimeField
            label={t('hours.from')}
            minutes={window.fromMinutes}
            onChange={(fromMinutes) => change(index, { fromMinutes })}
          />
          <TimeField
            label={t('hours.to')}
            minutes={window.toMinutes}
            problem={windowProblem(hours, index)}
            onChange={(toMinutes) => change(index, { toMinutes })}
          />
          <IconButton
            size="small"
            aria-label={t('hours.remove')}
            onClick={() => onChange(hours.filter((_, i) => i !== index))}
          >
            <X size={14} />
          </IconButton>
        </span>
      ))}
    </span>
  );
}
