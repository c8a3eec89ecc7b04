import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parseNumber } from '../../rules/slot-forms.tsx';

const Form = styled('form')({ width: 270, padding: 12, display: 'grid', gap: 10 });
const MODES = ['percent', 'units'] as const;
const BOUNDS = { percent: [0, 1000], units: [-1_000_000, 1_000_000] } as const;

interface Amount {
  percent?: number;
  units?: number;
}

/** How stock changes: to a share of what there is, or by so many units. */
export function AmountForm({ value, onDone }: { value: Amount; onDone: (amount: Amount) => void }) {
  const { t } = useTranslation(['workbench', 'rules', 'common']);
  const [mode, setMode] = useState<(typeof MODES)[number]>(value.units === undefined ? 'percent' : 'units');
  const [text, setText] = useState(String(value.units ?? value.percent ?? 100));
  const number = parseNumber(text.replace('−', '-'));
  const [low, high] = BOUNDS[mode];
  const wrong =
    typeof number !== 'number' ||
    number < low ||
    number > high ||
    (mode === 'units' && !Number.isInteger(number));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!wrong) onDone({ [mode]: number });
  };
  return (
    <Form onSubmit={submit}>
      <ToggleButtonGroup
        exclusive
        value={mode}
        aria-label={t('whatIf.amount.label')}
        onChange={(_, next: typeof mode | null) => next && setMode(next)}
      >
        {MODES.map((one) => (
          <ToggleButton key={one} value={one}>
            {t(`whatIf.amount.mode.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <TextField
        label={t(`whatIf.amount.field.${mode}`)}
        value={text}
        error={wrong}
        helperText={wrong ? t('rules:editor.bounds', { low, high }) : undefined}
        autoFocus
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
      <Button type="submit" variant="contained" color="primary" disabled={wrong}>
        {t('common:action.apply')}
      </Button>
    </Form>
  );
}
