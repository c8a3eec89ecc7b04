import InputAdornment from '@mui/material/InputAdornment';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../lib/format.ts';
import { parseTyped } from './detection-draft.ts';

interface RuleNumberProps {
  /** Names the field for screen readers. */
  label: string;
  value: number;
  unit: string;
  low: number;
  high: number;
  whole?: boolean;
  disabled?: boolean;
  width?: number;
  onChange: (value: number) => void;
  /** Whether what is typed is no number within the bounds: it is not handed on. */
  onWrong: (wrong: boolean) => void;
}

/** A number in a table of settings; what is wrong is said below it. */
export function RuleNumber(props: RuleNumberProps) {
  const { label, value, unit, low, high, whole = false, disabled = false, width = 104 } = props;
  const { t } = useTranslation('incident-settings');
  const format = useFormat();
  const write = (number: number) => String(number).replace('.', format.locale === 'fr' ? ',' : '.');
  const [text, setText] = useState(write(value));
  const [told, setTold] = useState(value);
  if (told !== value) {
    setTold(value);
    if (parseTyped(text, low, high) !== value) setText(write(value));
  }
  const parse = (typed: string): number | null => {
    const number = parseTyped(typed, low, high);
    return number !== null && whole && !Number.isInteger(number) ? null : number;
  };
  const wrong = !disabled && parse(text) === null;
  return (
    <TextField
      value={text}
      error={wrong}
      disabled={disabled}
      helperText={wrong && t('bounds', { low: format.decimal(low, 2), high: format.decimal(high, 2) })}
      onChange={(event) => {
        setText(event.target.value);
        const number = parse(event.target.value);
        props.onWrong(number === null);
        if (number !== null) props.onChange(number);
      }}
      sx={{ width }}
      slotProps={{
        htmlInput: { 'aria-label': label, inputMode: 'decimal', style: { textAlign: 'right' } },
        input: { endAdornment: <InputAdornment position="end">{unit}</InputAdornment> },
        formHelperText: { sx: { margin: '2px 0 0', whiteSpace: 'nowrap' } },
      }}
    />
  );
}
