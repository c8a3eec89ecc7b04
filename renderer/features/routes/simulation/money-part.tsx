import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { NumberField } from '../../sourcing/number-field.tsx';
import { FieldGrid, type FormPartProps, Part } from './form-layout.tsx';

const OBJECTIVES = ['cost', 'distance', 'vehiclesFirst'] as const;
const PRICES = ['fixedPercent', 'perKmPercent', 'perHourPercent'] as const;

/** What vehicles cost, and what is looked for. */
export function MoneyPart({ value, set, basis }: FormPartProps) {
  const { t } = useTranslation('simulation');
  const { currency } = usePreferences();
  return (
    <Part>
      <legend>{t('part.money')}</legend>
      <FieldGrid>
        {PRICES.map((price) => (
          <NumberField
            key={price}
            label={t(`field.price.${price}`)}
            value={value.prices[price]}
            unit="%"
            low={0}
            high={1000}
            whole
            onChange={(percent) => percent !== null && set({ prices: { ...value.prices, [price]: percent } })}
          />
        ))}
        <TextField
          select
          label={t('field.objective')}
          value={value.objective}
          onChange={(event) => set({ objective: event.target.value as RouteParameters['objective'] })}
        >
          {OBJECTIVES.map((objective) => (
            <MenuItem key={objective} value={objective}>
              {t(`objective.${objective}`)}
            </MenuItem>
          ))}
        </TextField>
        <NumberField
          label={t('field.co2')}
          value={value.co2MinorPerTonne / 100}
          unit={t('unit.perTonne', { currency })}
          low={0}
          high={100_000}
          onChange={(major) => major !== null && set({ co2MinorPerTonne: Math.round(major * 100) })}
        />
        {!basis && (
          <NumberField
            label={t('field.searchSeconds')}
            value={value.searchSeconds}
            unit="s"
            low={1}
            high={3600}
            onChange={(searchSeconds) => searchSeconds !== null && set({ searchSeconds })}
          />
        )}
        <FormControlLabel
          className="wide"
          control={
            <Checkbox checked={value.backhaulLast} onChange={(_, backhaulLast) => set({ backhaulLast })} />
          }
          label={t('field.backhaulLast')}
        />
      </FieldGrid>
    </Part>
  );
}
