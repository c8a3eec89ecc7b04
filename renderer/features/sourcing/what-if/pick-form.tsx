import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';

const Form = styled('div')({ width: 300, padding: 12, display: 'grid', gap: 10 });

export interface PickOption {
  value: string;
  label: string;
}

interface PickFormProps {
  label: string;
  options: readonly PickOption[];
  value: string | null;
  /** Offers not to choose any: "All products". */
  noneLabel?: string;
  onDone: (value: string | null) => void;
}

/** One of many, found while one types. */
export function PickForm({ label, options, value, noneLabel, onDone }: PickFormProps) {
  return (
    <Form>
      <Autocomplete
        openOnFocus
        options={options}
        value={options.find((option) => option.value === value) ?? null}
        isOptionEqualToValue={(option, other) => option.value === other.value}
        onChange={(_, option) => option && onDone(option.value)}
        renderInput={(params) => <TextField {...params} label={label} autoFocus />}
      />
      {noneLabel !== undefined && (
        <Button variant="text" sx={{ justifySelf: 'start' }} onClick={() => onDone(null)}>
          {noneLabel}
        </Button>
      )}
    </Form>
  );
}
