import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import FormControl from '@mui/material/FormControl';
import FormHelperText from '@mui/material/FormHelperText';
import InputLabel from '@mui/material/InputLabel';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { FileJson } from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../../lib/tokens.ts';
import { MONOSPACE } from '../code-block.tsx';
import type { ConnectorWords } from './connector-words.ts';
import { readMappingFiles, withMappings } from './mapping-files.ts';
import type { OptionField } from './option-schema.ts';
import type { FormValues } from './option-values.ts';

const Toggle = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'auto 1fr',
  columnGap: 6,
  alignItems: 'start',
  '& label': { paddingTop: 5, fontWeight: 520 },
  '& small': {
    display: 'block',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
  },
});

export interface OptionControlProps {
  field: OptionField;
  words: ConnectorWords;
  value: FormValues[string] | undefined;
  /** What is wrong, in words. */
  problem: string | null;
  onChange: (value: FormValues[string]) => void;
}

interface Shape {
  label: string;
  help: string | undefined;
}

function TextControl({ field, value, problem, onChange, label, help }: OptionControlProps & Shape) {
  const many = field.kind === 'textarea' || field.kind === 'list';
  const code = field.kind === 'json' || field.kind === 'mapping';
  const number = field.kind === 'integer' || field.kind === 'number';
  return (
    <TextField
      label={label}
      value={typeof value === 'string' ? value : ''}
      required={field.required}
      error={problem !== null}
      helperText={problem ?? help}
      multiline={many || code}
      minRows={code ? 4 : many ? 2 : undefined}
      maxRows={code ? 16 : 8}
      fullWidth
      spellCheck={false}
      onChange={(event) => onChange(event.target.value)}
      sx={code ? { '& textarea': { fontFamily: MONOSPACE, fontSize: 12 } } : undefined}
      slotProps={{
        htmlInput: {
          'data-path': field.path,
          autoComplete: 'off',
          ...(number ? { inputMode: 'decimal' } : {}),
        },
      }}
    />
  );
}

function ChoiceControl({ field, words, value, problem, onChange, label, help }: OptionControlProps & Shape) {
  const { t } = useTranslation('feeds');
  const id = useId();
  return (
    <FormControl fullWidth error={problem !== null} required={field.required}>
      <InputLabel id={id}>{label}</InputLabel>
      <Select
        labelId={id}
        displayEmpty
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      >
        {(field.nullable || value === '') && <MenuItem value="">{t('nothing')}</MenuItem>}
        {field.choices.map((choice) => (
          <MenuItem key={choice} value={choice}>
            {words.choice(field, choice)}
          </MenuItem>
        ))}
      </Select>
      {(problem ?? help) && <FormHelperText>{problem ?? help}</FormHelperText>}
    </FormControl>
  );
}

function ChoicesControl({ field, words, value, problem, onChange, label, help }: OptionControlProps & Shape) {
  return (
    <Autocomplete
      multiple
      disableCloseOnSelect
      options={field.choices}
      value={Array.isArray(value) ? value : []}
      getOptionLabel={(choice) => words.choice(field, choice)}
      onChange={(_, next) => onChange(next)}
      renderInput={(params) => (
        <TextField {...params} label={label} error={problem !== null} helperText={problem ?? help} />
      )}
    />
  );
}

function BooleanControl({ value, onChange, label, help }: OptionControlProps & Shape) {
  const id = useId();
  return (
    <Toggle>
      <Switch checked={value === true} onChange={(_, on) => onChange(on)} slotProps={{ input: { id } }} />
      <label htmlFor={id}>
        {label}
        {help && <small>{help}</small>}
      </label>
    </Toggle>
  );
}

/** A mapping is JSON: pasted, or loaded from the files that the import saves. */
function MappingControl(props: OptionControlProps & Shape) {
  const { t } = useTranslation('feeds');
  const { field, value, onChange } = props;
  const load = async () => {
    const found = await readMappingFiles();
    if (found.length > 0) onChange(withMappings(typeof value === 'string' ? value : '', found));
  };
  return (
    <div>
      <TextControl {...props} />
      {Array.isArray(field.default) && (
        <Button
          size="small"
          sx={{ marginTop: 1 }}
          startIcon={<FileJson size={13} />}
          onClick={() => void load()}
        >
          {t('wizard.loadMapping')}
        </Button>
      )}
    </div>
  );
}

/** The control that fits an option. */
export function OptionControl(props: OptionControlProps) {
  const { field, words } = props;
  const shape = { label: words.label(field), help: words.help(field) || undefined };
  if (field.kind === 'boolean') return <BooleanControl {...props} {...shape} />;
  if (field.kind === 'choice') return <ChoiceControl {...props} {...shape} />;
  if (field.kind === 'choices') return <ChoicesControl {...props} {...shape} />;
  if (field.kind === 'mapping') return <MappingControl {...props} {...shape} />;
  return <TextControl {...props} {...shape} />;
}
