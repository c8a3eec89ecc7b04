import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import type { Words } from './rule-words.ts';
import { parseNumber } from './slot-forms.tsx';
import { useChoices } from './use-words.ts';

const Form = styled('form')({ width: 280, padding: 12, display: 'flex', flexDirection: 'column', gap: 10 });

export type Share = { segment: string; percent: number };

interface SharesFormProps {
  value: readonly Share[];
  words: Words;
  onChange: (shares: Share[]) => void;
}

/** The share of each segment that a rule names. */
export function SharesForm({ value, words, onChange }: SharesFormProps) {
  const { t, format } = words;
  const choices = useChoices();
  const [segment, setSegment] = useState('');
  const [text, setText] = useState('');
  const percent = parseNumber(text);
  const wrong = typeof percent !== 'number' || percent < 0 || percent > 100 || segment.trim() === '';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (wrong) return;
    onChange([...value.filter((share) => share.segment !== segment), { segment, percent }]);
    setSegment('');
    setText('');
  };
  return (
    <Form onSubmit={submit}>
      {value.map((share) => (
        <Button
          key={share.segment}
          size="small"
          aria-label={t('editor.removeShare', { segment: words.segment(share.segment) })}
          onClick={() => onChange(value.filter((other) => other !== share))}
        >
          {words.segment(share.segment)} {format.percent(share.percent / 100, 0)} ×
        </Button>
      ))}
      <Autocomplete
        freeSolo
        options={choices?.segments ?? []}
        inputValue={segment}
        onInputChange={(_, typed) => setSegment(typed)}
        onChange={(_, chosen) => setSegment(chosen ?? '')}
        renderInput={(params) => <TextField {...params} label={t('slot.segment')} />}
      />
      <TextField
        label={`${t('slot.percent')} (%)`}
        value={text}
        onChange={(event) => setText(event.target.value)}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
      <Button type="submit" variant="contained" color="primary" disabled={wrong}>
        {t('editor.addShare')}
      </Button>
    </Form>
  );
}
