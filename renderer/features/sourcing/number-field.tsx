import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';

export interface NumberFieldProps {
  label: string;
  hint?: string;
  value: number | null;
  unit: string;
  low: number;
  high: number;
  /** An empty field means null. */
  nullable?: boolean;
  whole?: boolean;
  disabled?: boolean;
  onChange: (value: number | null) => void;
}

/** A number with its unit; what is not a number within bounds is marked and not handed on. */
export function NumberField(props: NumberFieldProps) {
  const { label, hint, value, unit, low, high, nullable, whole, disabled = false, onChange } = props;
  const { t } = useTranslation('sourcing');
  const [text, setText] = useState(value === null ? '' : String(value));
  const parse = (typed: string): number | null | undefined => {
    if (typed.trim() === '') return nullable ? null : undefined;
    const number = Number(typed.replace(',', '.'));
    if (!Number.isFinite(number) || number < low || number > high) return undefined;
    return whole && !Number.isInteger(number) ? undefined : number;
  };
  const wrong = parse(text) === undefined;
  return (
    <TextField
      label={label}
      value={text}
      error={wrong}
      disabled={disabled}
      helperText={wrong ? t('parameter.bounds', { low, high }) : hint}
      onChange={(event) => {
        setText(event.target.value);
        const number = parse(event.target.value);
        if (number !== undefined) onChange(number);
      }}
      slotProps={{
        htmlInput: { inputMode: 'decimal' },
        input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
      }}
    />
  );
}
