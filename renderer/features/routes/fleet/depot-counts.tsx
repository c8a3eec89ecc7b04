import Autocomplete from '@mui/material/Autocomplete';
import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Section } from '../../../components/layout/screen.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { depotProblem, type VehicleTypeForm } from './fleet-forms.ts';

const MOST = 10_000;

interface FacilityFieldProps {
  label: string;
  value: string | null;
  problem?: 'missing' | 'twice' | null;
  onChange: (code: string | null) => void;
}

/** A facility by its name or code. */
export function FacilityField({ label, value, problem = null, onChange }: FacilityFieldProps) {
  const { t } = useTranslation('fleet');
  const { data } = useQuery(orpc.tower.facilities.queryOptions());
  const facilities = (data?.facilities ?? []).filter(({ kind }) => kind !== 'supplier');
  const names = new Map(facilities.map(({ code, name }) => [code, name]));
  const shown = value === '' ? null : value;
  return (
    <Autocomplete
      options={facilities.map(({ code }) => code)}
      value={shown}
      getOptionLabel={(code) => (names.has(code) ? `${names.get(code)} (${code})` : code)}
      onChange={(_, code) => onChange(code)}
      renderInput={(params) => (
        <TextField
          {...params}
          label={label}
          error={problem !== null}
          helperText={problem === null ? undefined : t(`problem.${problem}`)}
        />
      )}
    />
  );
}

interface DepotCountsProps {
  vehicles: VehicleTypeForm['vehicles'];
  onChange: (vehicles: VehicleTypeForm['vehicles']) => void;
}

/** How many vehicles of a type stand at which depot. */
export function DepotCounts({ vehicles, onChange }: DepotCountsProps) {
  const { t } = useTranslation('fleet');
  const change = (index: number, part: Partial<VehicleTypeForm['vehicles'][number]>) =>
    onChange(vehicles.map((one, i) => (i === index ? { ...one, ...part } : one)));
  return (
    <Section
      title={t('type.depots')}
      actions={
        <Button
          size="small"
          startIcon={<Plus size={13} />}
          onClick={() => onChange([...vehicles, { facility: '', count: 1 }])}
        >
          {t('type.addDepot')}
        </Button>
      }
    >
      <div style={{ display: 'grid', gap: 10, paddingTop: 6 }}>
        {vehicles.map(({ facility, count }, i) => (
          <div
            // biome-ignore lint/suspicious/noArrayIndexKey: while its depot is chosen, a line is known by its place
            key={`${facility} ${i}`}
            style={{ display: 'grid', gridTemplateColumns: '1fr 110px auto', gap: 8, alignItems: 'start' }}
          >
            <FacilityField
              label={t('column.depot')}
              value={facility}
              problem={depotProblem(vehicles, i)}
              onChange={(code) => change(i, { facility: code ?? '' })}
            />
            <NumberField
              label={t('column.count')}
              value={count}
              unit=""
              low={0}
              high={MOST}
              whole
              onChange={(typed) => typed !== null && change(i, { count: typed })}
            />
            <IconButton
              size="small"
              aria-label={t('type.removeDepot', { depot: facility })}
              onClick={() => onChange(vehicles.filter((_, k) => k !== i))}
            >
              <X size={14} />
            </IconButton>
          </div>
        ))}
      </div>
    </Section>
  );
}
