import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import type { ParametersProps } from './parameters-form.tsx';
import { RoadFields } from './road-fields.tsx';

const Grid = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: '12px 10px' });
const OBJECTIVES = ['cost', 'distance', 'vehiclesFirst'] as const;
const MINUTE = 60;

/** `08:30` for 510 minutes after midnight. */
export function clockOf(minutes: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minutes / MINUTE) % 24)}:${two(minutes % MINUTE)}`;
}

/** Minutes after midnight; undefined for what is no time of day. */
export function minutesOf(clock: string): number | undefined {
  const [hours, minutes] = clock.split(':').map(Number);
  return hours === undefined || minutes === undefined || Number.isNaN(hours + minutes)
    ? undefined
    : hours * MINUTE + minutes;
}

function Hours({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { deliveryHours } = value;
  return (
    <>
      {(['fromMinutes', 'toMinutes'] as const).map((end) => (
        <TextField
          key={end}
          type="time"
          label={t(`ask.${end}`)}
          value={clockOf(deliveryHours[end])}
          slotProps={{ inputLabel: { shrink: true } }}
          onChange={({ target }) => {
            const minutes = minutesOf(target.value);
            if (minutes !== undefined)
              onChange({ ...value, deliveryHours: { ...deliveryHours, [end]: minutes } });
          }}
        />
      ))}
    </>
  );
}

function Times({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { serviceSeconds } = value;
  return (
    <>
      {(['customer', 'facility'] as const).map((place) => (
        <NumberField
          key={place}
          label={t(`ask.service.${place}`)}
          value={serviceSeconds[place] / MINUTE}
          unit="min"
          low={0}
          high={240}
          onChange={(minutes) =>
            minutes !== null &&
            onChange({
              ...value,
              serviceSeconds: { ...serviceSeconds, [place]: Math.round(minutes * MINUTE) },
            })
          }
        />
      ))}
      <NumberField
        label={t('ask.widen')}
        hint={t('ask.widenHint')}
        value={value.widenWindowsMinutes}
        unit="min"
        low={-240}
        high={720}
        whole
        onChange={(minutes) => minutes !== null && onChange({ ...value, widenWindowsMinutes: minutes })}
      />
      <NumberField
        label={t('ask.traffic')}
        hint={t('ask.trafficHint')}
        value={value.trafficPercent}
        unit="%"
        low={20}
        high={500}
        whole
        onChange={(percent) => percent !== null && onChange({ ...value, trafficPercent: percent })}
      />
    </>
  );
}

function Reach({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  return (
    <>
      <NumberField
        label={t('ask.returnRadiusMetres')}
        hint={t('ask.anyDistance')}
        value={value.returnRadiusMetres === null ? null : value.returnRadiusMetres / 1000}
        unit="km"
        low={0.1}
        high={20_000}
        nullable
        onChange={(km) =>
          onChange({ ...value, returnRadiusMetres: km === null ? null : Math.round(km * 1000) })
        }
      />
      <NumberField
        label={t('ask.horizon')}
        hint={t('ask.horizonHint')}
        value={value.horizonDays}
        unit={t('ask.days')}
        low={0}
        high={60}
        whole
        onChange={(days) => days !== null && onChange({ ...value, horizonDays: days })}
      />
    </>
  );
}

function Prices({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const { currency } = usePreferences();
  return (
    <>
      <NumberField
        label={t('ask.co2')}
        value={value.co2MinorPerTonne / 100}
        unit={t('ask.perTonne', { currency })}
        low={0}
        high={100_000}
        onChange={(major) =>
          major !== null && onChange({ ...value, co2MinorPerTonne: Math.round(major * 100) })
        }
      />
      <NumberField
        label={t('ask.returnPrice')}
        hint={t('ask.returnPriceHint')}
        value={value.returnPriceMinor === null ? null : value.returnPriceMinor / 100}
        unit={currency}
        low={0}
        high={100_000}
        nullable
        onChange={(major) =>
          onChange({ ...value, returnPriceMinor: major === null ? null : Math.round(major * 100) })
        }
      />
    </>
  );
}

/** What seldom changes: goal, hours, times, reach, prices and where distances come from. */
export function MoreParameters({ value, onChange }: ParametersProps) {
  const { t } = useTranslation('routes');
  const parts = { value, onChange };
  return (
    <Grid>
      <TextField
        select
        label={t('ask.objective')}
        value={value.objective}
        onChange={({ target }) =>
          onChange({ ...value, objective: target.value as RouteParameters['objective'] })
        }
      >
        {OBJECTIVES.map((objective) => (
          <MenuItem key={objective} value={objective}>
            {t(`ask.objectives.${objective}`)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        label={t('ask.name')}
        value={value.name}
        slotProps={{ htmlInput: { maxLength: 120 } }}
        onChange={({ target }) => onChange({ ...value, name: target.value })}
      />
      <Hours {...parts} />
      <Times {...parts} />
      <Reach {...parts} />
      <Prices {...parts} />
      <RoadFields {...parts} />
      <FormControlLabel
        sx={{ gridColumn: '1 / -1', m: 0 }}
        control={
          <Checkbox
            size="small"
            checked={value.backhaulLast}
            onChange={(_, backhaulLast) => onChange({ ...value, backhaulLast })}
          />
        }
        label={t('ask.backhaulLast')}
      />
    </Grid>
  );
}
