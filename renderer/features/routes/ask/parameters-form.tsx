import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Autocomplete from '@mui/material/Autocomplete';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { ChevronDown } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type RouteParameters, STOP_SOURCES } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { FleetFields } from './fleet-fields.tsx';
import { MoreParameters } from './more-parameters.tsx';

const Form = styled('div')({
  display: 'grid',
  gap: 14,
  '& h3': { fontSize: 'var(--v-font)', fontWeight: 560, marginBottom: 4 },
});
const Group = styled('fieldset')({ margin: 0, padding: 0, border: 0, minWidth: 0 });
const Row = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr 1fr', gap: 10 });
const Checks = styled('div')({ display: 'flex', flexWrap: 'wrap', columnGap: 14 });
const Fold = styled(Accordion)({
  border: `1px solid ${tokens.line}`,
  borderRadius: '8px !important',
  backgroundColor: 'transparent',
  '&::before': { display: 'none' },
  '& .MuiAccordionSummary-root, & .MuiAccordionSummary-root.Mui-expanded': {
    minHeight: 38,
    padding: '0 12px',
  },
  '& .MuiAccordionSummary-content, & .MuiAccordionSummary-content.Mui-expanded': { margin: 0 },
  '& .MuiAccordionSummary-root': { font: 'inherit', fontWeight: 520 },
  '& .MuiAccordionDetails-root': { padding: '6px 12px 14px' },
});

const SEARCHES = [2, 5, 10, 30, 60, 300] as const;

export interface ParametersProps {
  value: RouteParameters;
  onChange: (value: RouteParameters) => void;
}

/** Where tours begin and end. */
function DepotField({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const facilities = (data?.facilities ?? []).filter(({ kind }) => kind !== 'supplier');
  const nameOf = new Map(facilities.map(({ code, name }) => [code, name]));
  const label = (code: string) => (nameOf.has(code) ? `${nameOf.get(code)} (${code})` : code);
  return (
    <Autocomplete
      multiple
      options={facilities.map(({ code }) => code)}
      value={value.depots}
      getOptionLabel={label}
      onChange={(_, depots) => onChange({ ...value, depots })}
      renderInput={(params) => (
        <TextField {...params} label={t('ask.depots')} helperText={t('ask.depotsHint')} />
      )}
    />
  );
}

function Sources({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { sources } = value;
  const toggle = (source: (typeof STOP_SOURCES)[number]) => {
    const next = STOP_SOURCES.filter((one) => (one === source) !== sources.includes(one));
    if (next.length > 0) onChange({ ...value, sources: next });
  };
  return (
    <Group aria-label={t('ask.sources')}>
      <h3>{t('ask.sources')}</h3>
      <Checks>
        {STOP_SOURCES.map((source) => (
          <FormControlLabel
            key={source}
            control={
              <Checkbox size="small" checked={sources.includes(source)} onChange={() => toggle(source)} />
            }
            label={t(`ask.source.${source}`)}
          />
        ))}
      </Checks>
    </Group>
  );
}

/** What to plan: day, depots, stops, vehicles and how long to look; folded away what seldom changes. */
export function ParametersForm({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const format = useFormat();
  const searches = [...new Set([...SEARCHES, value.searchSeconds])].sort((a, b) => a - b);
  return (
    <Form>
      <DepotField value={value} onChange={onChange} />
      <Row>
        <TextField
          type="date"
          label={t('ask.day')}
          value={value.day}
          required
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={({ target }) => target.value && onChange({ ...value, day: target.value })}
        />
        <NumberField
          label={t('ask.radiusMetres')}
          hint={t('ask.anyDistance')}
          value={value.radiusMetres === null ? null : value.radiusMetres / 1000}
          unit="km"
          low={0.1}
          high={20_000}
          nullable
          onChange={(km) => onChange({ ...value, radiusMetres: km === null ? null : Math.round(km * 1000) })}
        />
        <TextField
          select
          label={t('ask.searchSeconds')}
          value={value.searchSeconds}
          onChange={({ target }) => onChange({ ...value, searchSeconds: Number(target.value) })}
        >
          {searches.map((seconds) => (
            <MenuItem key={seconds} value={seconds}>
              {format.duration(seconds)}
            </MenuItem>
          ))}
        </TextField>
      </Row>
      <Sources value={value} onChange={onChange} />
      <FleetFields value={value} onChange={onChange} />
      <Fold disableGutters elevation={0}>
        <AccordionSummary expandIcon={<ChevronDown size={15} />}>{t('ask.more')}</AccordionSummary>
        <AccordionDetails>
          <MoreParameters value={value} onChange={onChange} />
        </AccordionDetails>
      </Fold>
    </Form>
  );
}
