import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import { NumberField } from '../../sourcing/number-field.tsx';
import { clockText } from './change-lines.ts';
import { FieldGrid, type FormPartProps, Part } from './form-layout.tsx';

interface ClockFieldProps {
  label: string;
  minutes: number;
  onChange: (minutes: number) => void;
}

function ClockField({ label, minutes, onChange }: ClockFieldProps) {
  return (
    <TextField
      type="time"
      label={label}
      value={clockText(minutes)}
      onChange={(event) => {
        const [hours = 0, rest = 0] = event.target.value.split(':').map(Number);
        if (event.target.value) onChange(hours * 60 + rest);
      }}
      slotProps={{ inputLabel: { shrink: true } }}
    />
  );
}

function DriverHours({ value, set }: FormPartProps) {
  const { t } = useTranslation('simulation');
  const { vehicles } = value;
  return (
    <>
      <NumberField
        label={t('field.endsLater')}
        value={vehicles.endsLaterMinutes}
        unit="min"
        low={-600}
        high={600}
        whole
        onChange={(minutes) =>
          minutes !== null && set({ vehicles: { ...vehicles, endsLaterMinutes: minutes } })
        }
      />
      <NumberField
        label={t('field.mostMinutes')}
        value={vehicles.mostMinutes}
        unit="min"
        low={30}
        high={1440}
        whole
        nullable
        onChange={(mostMinutes) => set({ vehicles: { ...vehicles, mostMinutes } })}
      />
    </>
  );
}

function ServiceTimes({ value, set }: FormPartProps) {
  const { t } = useTranslation('simulation');
  const { serviceSeconds } = value;
  return (['customer', 'facility'] as const).map((place) => (
    <NumberField
      key={place}
      label={t(`field.service.${place}`)}
      value={serviceSeconds[place] / 60}
      unit="min"
      low={0}
      high={240}
      onChange={(minutes) =>
        minutes !== null && set({ serviceSeconds: { ...serviceSeconds, [place]: Math.round(minutes * 60) } })
      }
    />
  ));
}

/** When is delivered, how fast the roads are, how long drivers work. */
export function TimesPart(props: FormPartProps) {
  const { value, set } = props;
  const { t } = useTranslation('simulation');
  const { deliveryHours } = value;
  return (
    <Part>
      <legend>{t('part.times')}</legend>
      <FieldGrid>
        <ClockField
          label={t('field.deliverFrom')}
          minutes={deliveryHours.fromMinutes}
          onChange={(fromMinutes) => set({ deliveryHours: { ...deliveryHours, fromMinutes } })}
        />
        <ClockField
          label={t('field.deliverTo')}
          minutes={deliveryHours.toMinutes}
          onChange={(toMinutes) => set({ deliveryHours: { ...deliveryHours, toMinutes } })}
        />
        <NumberField
          label={t('field.widen')}
          value={value.widenWindowsMinutes}
          unit="min"
          low={-240}
          high={720}
          whole
          onChange={(widenWindowsMinutes) => widenWindowsMinutes !== null && set({ widenWindowsMinutes })}
        />
        <NumberField
          label={t('field.traffic')}
          value={value.trafficPercent}
          unit="%"
          low={20}
          high={500}
          whole
          onChange={(trafficPercent) => trafficPercent !== null && set({ trafficPercent })}
        />
        <DriverHours {...props} />
        <ServiceTimes {...props} />
      </FieldGrid>
    </Part>
  );
}
