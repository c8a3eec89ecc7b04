import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';

const Form = styled('form')({ width: 260, padding: 12, display: 'grid', gap: 10 });

interface TextFormProps {
  label: string;
  value: string;
  /** Offers to leave it empty: "All carriers". */
  noneLabel: string;
  onDone: (text: string) => void;
}

/** A code, or none. */
export function TextForm({ label, value, noneLabel, onDone }: TextFormProps) {
  const { t } = useTranslation('common');
  const [text, setText] = useState(value);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDone(text.trim());
  };
  return (
    <Form onSubmit={submit}>
      <TextField label={label} value={text} autoFocus onChange={(event) => setText(event.target.value)} />
      <div style={{ display: 'flex', gap: 8 }}>
        <Button type="submit" variant="contained" color="primary">
          {t('action.apply')}
        </Button>
        <Button variant="text" onClick={() => onDone('')}>
          {noneLabel}
        </Button>
      </div>
    </Form>
  );
}
