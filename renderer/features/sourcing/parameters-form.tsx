import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { SourcingParameters } from '../../../core/contract/sourcing.ts';
import { tokens } from '../../lib/tokens.ts';
import { NumberField } from './number-field.tsx';

export type EditedParameters = Omit<SourcingParameters, 'seed'>;

export const DEFAULT_PARAMETERS: EditedParameters = {
  maxSplits: 3,
  splitPenaltyMinor: 300,
  latePenaltyPerDayMinor: 500,
  promiseIsHard: false,
  allowPartial: true,
  respectCapacity: false,
  maxDistanceMetres: null,
  method: 'optimise',
  searchSeconds: 3,
  weights: { profit: 50, service: 50, co2: 0 },
};

const Form = styled('div')({ display: 'grid', gap: 12 });
const Pair = styled('div')({ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 10 });
const Checks = styled('div')({
  display: 'grid',
  gap: 2,
  '& .MuiFormControlLabel-root': { margin: 0, alignItems: 'flex-start', gap: 6 },
  '& .MuiFormControlLabel-label': { paddingTop: 2 },
  '& small': { display: 'block', color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .MuiCheckbox-root': { padding: 3 },
});

const FLAGS = ['allowPartial', 'promiseIsHard', 'respectCapacity'] as const;

interface ParametersFormProps {
  value: EditedParameters;
  currency: string;
  onChange: (value: EditedParameters) => void;
}

/** What the choice of facilities weighs: splits, lateness, partial orders, distance, capacity. */
export function ParametersForm({ value, currency, onChange }: ParametersFormProps) {
  const { t } = useTranslation('sourcing');
  const set = (patch: Partial<EditedParameters>) => onChange({ ...value, ...patch });
  return (
    <Form>
      <Pair>
        <NumberField
          label={t('parameter.maxSplits')}
          value={value.maxSplits}
          unit={t('parameter.facilities')}
          low={1}
          high={10}
          whole
          onChange={(maxSplits) => maxSplits !== null && set({ maxSplits })}
        />
        <NumberField
          label={t('parameter.splitPenalty')}
          value={value.splitPenaltyMinor / 100}
          unit={currency}
          low={0}
          high={10_000}
          onChange={(major) => major !== null && set({ splitPenaltyMinor: Math.round(major * 100) })}
        />
        <NumberField
          label={t('parameter.latePenalty')}
          value={value.latePenaltyPerDayMinor / 100}
          unit={t('parameter.perDay', { currency })}
          low={0}
          high={10_000}
          onChange={(major) => major !== null && set({ latePenaltyPerDayMinor: Math.round(major * 100) })}
        />
        <NumberField
          label={t('parameter.maxDistance')}
          value={value.maxDistanceMetres === null ? null : value.maxDistanceMetres / 1000}
          unit="km"
          low={1}
          high={20_000}
          nullable
          hint={t('parameter.noLimit')}
          onChange={(km) => set({ maxDistanceMetres: km === null ? null : Math.round(km * 1000) })}
        />
        {value.method === 'optimise' && (
          <NumberField
            label={t('parameter.searchSeconds')}
            value={value.searchSeconds}
            unit="s"
            low={1}
            high={600}
            hint={t('parameter.searchHint')}
            onChange={(searchSeconds) => searchSeconds !== null && set({ searchSeconds })}
          />
        )}
      </Pair>
      <Checks>
        {FLAGS.map((flag) => (
          <FormControlLabel
            key={flag}
            control={
              <Checkbox
                size="small"
                checked={value[flag]}
                onChange={(event) => set({ [flag]: event.target.checked })}
              />
            }
            label={
              <>
                {t(`parameter.${flag}`)}
                <small>{t(`parameter.${flag}Hint`)}</small>
              </>
            }
          />
        ))}
      </Checks>
    </Form>
  );
}
