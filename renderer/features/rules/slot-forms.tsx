import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import MenuList from '@mui/material/MenuList';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Range } from '../../../core/contract/base.ts';

const Form = styled('form')({ width: 250, padding: 12, display: 'flex', flexDirection: 'column', gap: 10 });
const Pair = styled('div')({ display: 'flex', gap: 8 });

/** A number as typed; undefined when it is none, null when nothing is typed. */
export function parseNumber(text: string, scale = 1): number | null | undefined {
  if (text.trim() === '') return null;
  const value = Number(text.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.')) * scale;
  return Number.isFinite(value) ? value : undefined;
}

export interface NumberFormProps {
  label: string;
  unit?: string;
  value: number | null;
  scale?: number;
  low: number;
  high: number;
  whole?: boolean;
  /** Offers to set no limit. */
  nullable?: boolean;
  onDone: (value: number | null) => void;
}

/** One number within bounds. */
export function NumberForm(props: NumberFormProps) {
  const { label, unit, value, scale = 1, low, high, whole = false, nullable = false, onDone } = props;
  const { t } = useTranslation(['rules', 'common']);
  const [text, setText] = useState(value === null ? '' : String(value / scale));
  const parsed = parseNumber(text, scale);
  const number = typeof parsed === 'number' ? Number(parsed.toFixed(6)) : parsed;
  const wrong =
    number === undefined ||
    (number === null ? !nullable : number < low || number > high || (whole && !Number.isInteger(number)));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onDone(number ?? null);
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={unit ? `${label} (${unit})` : label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        error={wrong}
        helperText={wrong ? t('editor.bounds', { low: low / scale, high: high / scale }) : undefined}
        autoFocus
        fullWidth
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
      <Pair>
        <Button type="submit" variant="contained" color="primary" disabled={wrong}>
          {t('common:action.apply')}
        </Button>
        {nullable && (
          <Button variant="text" onClick={() => onDone(null)}>
            {t('editor.none')}
          </Button>
        )}
      </Pair>
    </Form>
  );
}

/** A time of day in minutes, or none. */
export function ClockForm({
  label,
  value,
  onDone,
}: {
  label: string;
  value: number | null;
  onDone: (minutes: number | null) => void;
}) {
  const { t } = useTranslation(['rules', 'common']);
  const two = (part: number) => String(part).padStart(2, '0');
  const [text, setText] = useState(value === null ? '' : `${two(Math.floor(value / 60))}:${two(value % 60)}`);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const [hours, minutes] = text.split(':').map(Number);
    onDone(text === '' ? null : (hours ?? 0) * 60 + (minutes ?? 0));
  };
  return (
    <Form onSubmit={submit}>
      <TextField
        label={label}
        type="time"
        value={text}
        onChange={(event) => setText(event.target.value)}
        autoFocus
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Pair>
        <Button type="submit" variant="contained" color="primary">
          {t('common:action.apply')}
        </Button>
        <Button variant="text" onClick={() => onDone(null)}>
          {t('editor.none')}
        </Button>
      </Pair>
    </Form>
  );
}

interface RangeFormProps {
  value: Range | undefined;
  /** `day`: instants, chosen as days. */
  kind: 'number' | 'day';
  scale: number;
  unit: string;
  onDone: (value: Range | undefined) => void;
}

/** Between a minimum that fits and a maximum that does not. */
export function RangeForm({ value, kind, scale, unit, onDone }: RangeFormProps) {
  const { t } = useTranslation(['rules', 'common']);
  const write = (bound: number | undefined) =>
    bound === undefined ? '' : kind === 'day' ? toDay(bound) : String(bound / scale);
  const [min, setMin] = useState(write(value?.min));
  const [max, setMax] = useState(write(value?.max));
  const read = (text: string) => (kind === 'day' ? fromDay(text) : parseNumber(text, scale));
  const [low, high] = [read(min), read(max)];
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const range = {
      ...(typeof low === 'number' ? { min: Math.round(low) } : {}),
      ...(typeof high === 'number' ? { max: Math.round(high) } : {}),
    };
    onDone(Object.keys(range).length > 0 ? range : undefined);
  };
  const field = (label: string, text: string, set: (text: string) => void, focus: boolean) => (
    <TextField
      label={unit ? `${label} (${unit})` : label}
      type={kind === 'day' ? 'date' : 'text'}
      value={text}
      onChange={(event) => set(event.target.value)}
      autoFocus={focus}
      fullWidth
      slotProps={{
        inputLabel: kind === 'day' ? { shrink: true } : {},
        htmlInput: kind === 'day' ? {} : { inputMode: 'decimal' },
      }}
    />
  );
  return (
    <Form onSubmit={submit}>
      {field(t(kind === 'day' ? 'editor.fromDay' : 'editor.min'), min, setMin, true)}
      {field(t(kind === 'day' ? 'editor.toDay' : 'editor.max'), max, setMax, false)}
      <Button
        type="submit"
        variant="contained"
        color="primary"
        disabled={low === undefined || high === undefined}
      >
        {t('common:action.apply')}
      </Button>
    </Form>
  );
}

/** The local day of an instant as a date field writes it. */
export function toDay(at: number | null): string {
  if (at === null) return '';
  return new Date(at - new Date(at).getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

/** The instant at which a day begins here; null for none. */
export function fromDay(text: string): number | null {
  return text === '' ? null : new Date(`${text}T00:00`).getTime();
}

interface ChoiceMenuProps {
  label: string;
  options: readonly { value: string; label: string; hint?: string }[];
  value?: string;
  onChoose: (value: string) => void;
}

/** One of a few. */
export function ChoiceMenu({ label, options, value, onChoose }: ChoiceMenuProps) {
  return (
    <MenuList autoFocus aria-label={label}>
      {options.map((option) => (
        <MenuItem key={option.value} selected={option.value === value} onClick={() => onChoose(option.value)}>
          {option.label}
        </MenuItem>
      ))}
    </MenuList>
  );
}

/** Days, each added and removed by itself. */
export function DaysForm({
  value,
  write,
  onChange,
}: {
  value: readonly string[];
  write: (day: string) => string;
  onChange: (days: string[]) => void;
}) {
  const { t } = useTranslation('rules');
  const [day, setDay] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (day && !value.includes(day)) onChange([...value, day].sort());
    setDay('');
  };
  return (
    <Form onSubmit={submit}>
      {value.map((one) => (
        <Button
          key={one}
          size="small"
          aria-label={t('editor.removeDay', { day: write(one) })}
          onClick={() => onChange(value.filter((other) => other !== one))}
        >
          {write(one)} ×
        </Button>
      ))}
      <TextField
        label={t('slot.closedDays')}
        type="date"
        value={day}
        onChange={(event) => setDay(event.target.value)}
        autoFocus
        slotProps={{ inputLabel: { shrink: true } }}
      />
      <Button type="submit" variant="contained" color="primary" disabled={day === ''}>
        {t('editor.addDay')}
      </Button>
    </Form>
  );
}
