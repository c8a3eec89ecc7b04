import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../../lib/tokens.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { clockOf, minutesOf } from '../ask/more-parameters.tsx';
import type { Problem } from './fleet-forms.ts';

export const Fields = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(170px, 1fr))',
  gap: '14px 10px',
  paddingTop: 6,
});

export const Hint = styled('p')({ color: tokens.textMuted, lineHeight: 1.5, margin: '2px 0 4px' });

interface TextProps {
  label: string;
  value: string;
  problem?: Problem | null;
  autoFocus?: boolean;
  onChange: (value: string) => void;
}

/** A line of text whose problem is said below it. */
export function TextLine({ label, value, problem = null, autoFocus = false, onChange }: TextProps) {
  const { t } = useTranslation('fleet');
  return (
    <TextField
      label={label}
      value={value}
      autoFocus={autoFocus}
      error={problem !== null}
      helperText={problem === null ? undefined : t(`problem.${problem}`)}
      slotProps={{ htmlInput: { maxLength: 60 } }}
      onChange={({ target }) => onChange(target.value)}
    />
  );
}

interface TimeProps {
  label: string;
  minutes: number;
  hint?: string | undefined;
  problem?: Problem | null;
  onChange: (minutes: number) => void;
}

/** A time of day. */
export function TimeField({ label, minutes, hint, problem = null, onChange }: TimeProps) {
  const { t } = useTranslation('fleet');
  return (
    <TextField
      type="time"
      label={label}
      value={clockOf(minutes)}
      error={problem !== null}
      helperText={problem === null ? hint : t(`problem.${problem}`)}
      slotProps={{ inputLabel: { shrink: true } }}
      onChange={({ target }) => {
        const told = minutesOf(target.value);
        if (told !== undefined) onChange(told);
      }}
    />
  );
}

interface AmountProps {
  label: string;
  /** As it is kept: so many to one of the unit. */
  value: number;
  per: number;
  unit: string;
  most?: number;
  onChange: (value: number) => void;
}

/** A number that is kept in smaller units than it is typed in. */
export function Amount({ label, value, per, unit, most = 1_000_000, onChange }: AmountProps) {
  return (
    <NumberField
      label={label}
      value={value / per}
      unit={unit}
      low={0}
      high={most}
      onChange={(typed) => typed !== null && onChange(typed * per)}
    />
  );
}

interface LimitProps {
  label: string;
  value: number | null;
  per: number;
  unit: string;
  onChange: (value: number | null) => void;
}

/** A limit; an empty field means none. */
export function Limit({ label, value, per, unit, onChange }: LimitProps) {
  const { t } = useTranslation('fleet');
  return (
    <NumberField
      label={label}
      hint={t('noLimit')}
      value={value === null ? null : value / per}
      unit={unit}
      low={1 / per}
      high={1_000_000}
      nullable
      onChange={(typed) => onChange(typed === null ? null : Math.max(1, Math.round(typed * per)))}
    />
  );
}

/** True when a field says that it is wrong; it takes the focus. */
export function focusWrongField(form: HTMLElement | null): boolean {
  const wrong = form?.querySelector<HTMLElement>('[aria-invalid="true"]');
  wrong?.focus();
  return wrong !== null && wrong !== undefined;
}
