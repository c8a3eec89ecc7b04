import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { PickingLabourView } from '../../../core/contract/waves.ts';
import { NumberField } from '../sourcing/number-field.tsx';
import { TimeField } from './time-field.tsx';

const Grid = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(3, 1fr)',
  gap: 12,
  marginTop: 8,
});

const SECONDS = [
  'secondsPerProduct',
  'secondsPerZone',
  'secondsPerUnit',
  'secondsPerOrder',
  'packingSecondsPerOrder',
] as const;

/** Who picks, packs and loads at a facility, and how long what takes. */
export function LabourForm({
  value,
  onChange,
}: {
  value: PickingLabourView;
  onChange: (value: PickingLabourView) => void;
}) {
  const { t } = useTranslation('waves');
  const set = (patch: Partial<PickingLabourView>) => onChange({ ...value, ...patch });
  return (
    <Grid>
      <NumberField
        label={t('labour.pickers')}
        value={value.pickers}
        unit=""
        low={1}
        high={1000}
        whole
        onChange={(pickers) => pickers !== null && set({ pickers })}
      />
      <TimeField
        label={t('labour.from')}
        value={value.fromMinutes}
        onChange={(fromMinutes) => set({ fromMinutes })}
      />
      <TimeField
        label={t('labour.to')}
        value={value.toMinutes}
        end
        onChange={(toMinutes) => set({ toMinutes })}
      />
      {SECONDS.map((key) => (
        <NumberField
          key={key}
          label={t(`labour.${key}`)}
          value={value[key]}
          unit="s"
          low={0}
          high={3600}
          onChange={(seconds) => seconds !== null && set({ [key]: seconds })}
        />
      ))}
      <NumberField
        label={t('labour.ordersPerBatch')}
        value={value.ordersPerBatch}
        unit=""
        low={1}
        high={200}
        whole
        onChange={(ordersPerBatch) => ordersPerBatch !== null && set({ ordersPerBatch })}
      />
      <NumberField
        label={t('labour.dockParcelsPerHour')}
        hint={t('labour.dockHint')}
        value={value.dockParcelsPerHour}
        unit=""
        low={1}
        high={100_000}
        nullable
        whole
        onChange={(dockParcelsPerHour) => set({ dockParcelsPerHour })}
      />
    </Grid>
  );
}
