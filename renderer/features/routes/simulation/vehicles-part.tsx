import Button from '@mui/material/Button';
import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { VehicleTypeView } from '../../../../core/contract/fleets.ts';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { FieldGrid, type FormPartProps, Part } from './form-layout.tsx';

type Fleet = NonNullable<RouteParameters['fleet']>;
type Electric = NonNullable<RouteParameters['vehicles']['electric']>;

const FIRST_ELECTRIC: Electric = {
  sharePercent: 50,
  rangeMetres: 150_000,
  costPerKmPercent: 60,
  co2GramsPerKm: 15,
};

/** How many of each type stand at the depots, as the fleet is kept. */
function keptFleet(types: readonly VehicleTypeView[], depots: readonly string[]): Fleet {
  return depots.flatMap((depot) =>
    types.map(({ code, vehicles }) => ({
      vehicleType: code,
      depot,
      count: vehicles.find(({ facility }) => facility === depot)?.count ?? 0,
    })),
  );
}

/** The kept fleet, with the counts that were told otherwise. */
function countsOf(kept: Fleet, told: Fleet | undefined): Fleet {
  if (!told) return kept;
  return kept.map((row) => ({
    ...row,
    count:
      told.find(({ vehicleType, depot }) => vehicleType === row.vehicleType && depot === row.depot)?.count ??
      0,
  }));
}

function Counts({ value, set }: FormPartProps) {
  const { t } = useTranslation('simulation');
  const facilityName = useFacilityNames();
  const { data: types } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  const [resets, setResets] = useState(0);
  if (!types) return null;
  if (types.length === 0)
    return (
      <p className="hint">
        {t('field.noFleet')} <Link to={links.fleet()}>{t('field.toFleet')}</Link>
      </p>
    );
  const rows = countsOf(keptFleet(types, value.depots), value.fleet);
  const several = value.depots.length > 1;
  const change = (index: number, count: number) =>
    set({ fleet: rows.map((row, i) => (i === index ? { ...row, count } : row)) });
  return (
    <>
      <FieldGrid>
        {rows.map(({ vehicleType, depot, count }, index) => {
          const name = types.find(({ code }) => code === vehicleType)?.name ?? vehicleType;
          return (
            <NumberField
              key={`${vehicleType}@${depot} ${resets}`}
              label={several ? `${name}, ${facilityName(depot)}` : name}
              value={count}
              unit={t('unit.vehicles')}
              low={0}
              high={10_000}
              whole
              onChange={(typed) => typed !== null && typed !== count && change(index, typed)}
            />
          );
        })}
      </FieldGrid>
      <Button
        size="small"
        variant="text"
        disabled={value.fleet === undefined}
        onClick={() => {
          set({ fleet: undefined });
          setResets(resets + 1);
        }}
      >
        {t('field.fleetAsKept')}
      </Button>
    </>
  );
}

function ElectricFields({ value, onChange }: { value: Electric; onChange: (value: Electric) => void }) {
  const { t } = useTranslation('simulation');
  const set = (patch: Partial<Electric>) => onChange({ ...value, ...patch });
  return (
    <FieldGrid>
      <NumberField
        label={t('field.electricShare')}
        value={value.sharePercent}
        unit="%"
        low={0}
        high={100}
        whole
        onChange={(sharePercent) => sharePercent !== null && set({ sharePercent })}
      />
      <NumberField
        label={t('field.range')}
        value={value.rangeMetres / 1000}
        unit="km"
        low={1}
        high={2000}
        onChange={(km) => km !== null && set({ rangeMetres: Math.round(km * 1000) })}
      />
      <NumberField
        label={t('field.electricKm')}
        value={value.costPerKmPercent}
        unit="%"
        low={0}
        high={1000}
        whole
        onChange={(costPerKmPercent) => costPerKmPercent !== null && set({ costPerKmPercent })}
      />
      <NumberField
        label={t('field.electricCo2')}
        value={value.co2GramsPerKm}
        unit="g/km"
        low={0}
        high={10_000}
        onChange={(co2GramsPerKm) => co2GramsPerKm !== null && set({ co2GramsPerKm })}
      />
    </FieldGrid>
  );
}

/** How many vehicles of which kind, and how many of them electric. */
export function VehiclesPart(props: FormPartProps) {
  const { value, set } = props;
  const { t } = useTranslation('simulation');
  const { electric } = value.vehicles;
  const setElectric = (next: Electric | null) => set({ vehicles: { ...value.vehicles, electric: next } });
  return (
    <Part>
      <legend>{t('part.vehicles')}</legend>
      <Counts {...props} />
      <div style={{ margin: '6px 0 8px' }}>
        <FormControlLabel
          sx={{ margin: 0, gap: '6px', '& .MuiCheckbox-root': { padding: '3px' } }}
          control={
            <Checkbox
              checked={electric !== null}
              onChange={(_, checked) => setElectric(checked ? FIRST_ELECTRIC : null)}
            />
          }
          label={t('field.electric')}
        />
      </div>
      {electric && <ElectricFields value={electric} onChange={setElectric} />}
    </Part>
  );
}
