import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import type { TFunction } from 'i18next';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { FilterChip } from './filter-chip.tsx';

/** Inclusive bounds; a missing bound is open. */
export interface RangeValue {
  min?: number;
  max?: number;
}

const Form = styled('form')({ width: 240, padding: 12, display: 'flex', flexDirection: 'column', gap: 10 });
const Pair = styled('div')({ display: 'flex', gap: 8 });

export interface RangeFilterProps {
  label: string;
  value: RangeValue | undefined;
  onChange: (value: RangeValue | undefined) => void;
  /** `date`: instants in epoch milliseconds, chosen as days (the whole last day counts). */
  kind?: 'number' | 'date';
  /** What one unit typed is worth in the value: 100 when euros are typed and cents are kept. */
  scale?: number;
  /** Writes a bound in the chip. */
  format?: (bound: number) => string;
}

const DAY_MS = 86_400_000;

function toText(bound: number | undefined, kind: 'number' | 'date', scale: number): string {
  if (bound === undefined) return '';
  if (kind === 'number') return String(bound / scale);
  const day = new Date(bound);
  return new Date(bound - day.getTimezoneOffset() * 60_000).toISOString().slice(0, 10);
}

function toBound(text: string, kind: 'number' | 'date', scale: number, end: boolean): number | undefined {
  if (text.trim() === '') return undefined;
  const bound =
    kind === 'date'
      ? new Date(`${text}T00:00`).getTime() + (end ? DAY_MS - 1 : 0)
      : Number(text.replace(',', '.')) * scale;
  return Number.isFinite(bound) ? Math.round(bound) : undefined;
}

function rangeWords(
  value: RangeValue | undefined,
  write: (bound: number) => string,
  t: TFunction<'table'>,
): string | null {
  if (!value) return null;
  const { min, max } = value;
  if (min !== undefined && max !== undefined)
    return t('filter.between', { min: write(min), max: write(max) });
  if (min !== undefined) return t('filter.atLeast', { min: write(min) });
  return max === undefined ? null : t('filter.atMost', { max: write(max) });
}

interface RangeFormProps extends Pick<RangeFilterProps, 'value' | 'onChange'> {
  kind: 'number' | 'date';
  scale: number;
  onDone: () => void;
}

function RangeForm({ value, onChange, kind, scale, onDone }: RangeFormProps) {
  const { t } = useTranslation(['table', 'common']);
  const [min, setMin] = useState(() => toText(value?.min, kind, scale));
  const [max, setMax] = useState(() => toText(value?.max, kind, scale));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const next = { min: toBound(min, kind, scale, false), max: toBound(max, kind, scale, true) };
    onChange(next.min === undefined && next.max === undefined ? undefined : next);
    onDone();
  };
  const type = kind === 'date' ? 'date' : 'text';
  const htmlInput = kind === 'date' ? {} : { inputMode: 'decimal' as const };
  return (
    <Form onSubmit={submit}>
      <Pair>
        <TextField
          label={t('filter.min')}
          type={type}
          value={min}
          onChange={(event) => setMin(event.target.value)}
          autoFocus
          fullWidth
          slotProps={{ htmlInput }}
        />
        <TextField
          label={t('filter.max')}
          type={type}
          value={max}
          onChange={(event) => setMax(event.target.value)}
          fullWidth
          slotProps={{ htmlInput }}
        />
      </Pair>
      <Button type="submit" variant="contained" color="primary">
        {t('common:action.apply')}
      </Button>
    </Form>
  );
}

/** Between two bounds, either of them open. */
export function RangeFilter({
  label,
  value,
  onChange,
  kind = 'number',
  scale = 1,
  format: write,
}: RangeFilterProps) {
  const { t } = useTranslation('table');
  const format = useFormat();
  const writer =
    write ??
    (kind === 'date' ? (at: number) => format.date(at) : (bound: number) => format.decimal(bound / scale, 2));
  return (
    <FilterChip label={label} value={rangeWords(value, writer, t)} onClear={() => onChange(undefined)}>
      {(close) => <RangeForm value={value} onChange={onChange} kind={kind} scale={scale} onDone={close} />}
    </FilterChip>
  );
}
