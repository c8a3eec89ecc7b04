import Slider from '@mui/material/Slider';
import { styled } from '@mui/material/styles';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { SourcingWeights } from '../../../../core/contract/sourcing.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

const STEP = 5;
const GOALS = ['profit', 'service', 'co2'] as const;

const List = styled('div')({ display: 'grid', gap: 6 });

const Row = styled('div')({
  display: 'grid',
  gridTemplateColumns: '92px minmax(120px, 1fr) 32px',
  columnGap: 14,
  alignItems: 'center',
  '& .value': { textAlign: 'end', fontVariantNumeric: 'tabular-nums' },
  '& .words': {
    gridColumn: '2 / -1',
    minHeight: 18,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
  },
  '& .MuiSlider-root': { color: tokens.accent, padding: '9px 0' },
  '& .MuiSlider-rail': { backgroundColor: tokens.lineStrong, opacity: 1 },
  '& .MuiSlider-track': { border: 0 },
  '& .MuiSlider-thumb': {
    width: 14,
    height: 14,
    backgroundColor: tokens.surface,
    border: `2px solid ${tokens.accent}`,
    '&:hover, &.Mui-focusVisible': { boxShadow: `0 0 0 4px ${tokens.accentSoft}` },
    '&::before': { boxShadow: 'none' },
  },
});

/** What CO2's weight does, as far as words can say. */
function co2Level(weight: number): string {
  if (weight === 0) return 'none';
  if (weight <= 10) return 'some';
  return weight <= 50 ? 'much' : 'most';
}

/** What the weights do, in words. */
export function useWeightWords(weights: SourcingWeights): Record<(typeof GOALS)[number], string> {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const { profit, service, co2 } = weights;
  const times = service / Math.max(1, profit);
  return {
    profit: t(profit === 0 ? 'weight.profitTies' : 'weight.profitCounts'),
    service:
      service === 0
        ? t('weight.serviceNone')
        : times === 1
          ? t('weight.serviceAsIs')
          : t('weight.serviceTimes', { times: format.decimal(times, 2) }),
    co2: t(`weight.co2.${co2Level(co2)}`),
  };
}

interface GoalSlidersProps {
  value: SourcingWeights;
  onChange: (weights: SourcingWeights) => void;
}

/** What counts how much: profit, service and CO2, each with what its weight does. */
export function GoalSliders({ value, onChange }: GoalSlidersProps) {
  const { t } = useTranslation('workbench');
  const words = useWeightWords(value);
  const id = useId();
  return (
    <List role="group" aria-label={t('weight.title')}>
      {GOALS.map((goal) => (
        <Row key={goal}>
          <span id={`${id}-${goal}`}>{t(`weight.name.${goal}`)}</span>
          <Slider
            size="small"
            min={0}
            max={100}
            step={STEP}
            value={value[goal]}
            aria-labelledby={`${id}-${goal}`}
            getAriaValueText={() => words[goal]}
            onChange={(_, next) => onChange({ ...value, [goal]: next })}
          />
          <span className="value">{value[goal]}</span>
          <span className="words">{words[goal]}</span>
        </Row>
      ))}
    </List>
  );
}
