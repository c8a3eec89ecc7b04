import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type LearningPeriod,
  PARETO_DIMENSIONS,
  type Pareto,
  type ParetoDimension,
  type ParetoRow,
} from '../../../../core/contract/incident-learning.ts';
import { ParetoChart } from '../../../components/charts/pareto-chart.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useIncidentWords } from '../incident-words.ts';
import { learnedLink, thingFilter } from './learn-links.ts';

const SHOWN = 12;
const MEASURES = ['incidents', 'costMinor'] as const;
type Measure = (typeof MEASURES)[number];

interface LearnParetoProps {
  paretos: readonly Pareto[];
  currency: string;
  period: LearningPeriod;
  dimension: ParetoDimension;
  onDimension: (dimension: ParetoDimension) => void;
}

/** Where incidents come from: by one thing at a time, by number or by cost. */
export function LearnPareto(props: LearnParetoProps) {
  const { paretos, currency, period, dimension, onDimension } = props;
  const { t } = useTranslation('incident-learning');
  const format = useFormat();
  const nameOf = useThingName();
  const [measure, setMeasure] = useState<Measure>('incidents');
  const pareto = paretos.find((one) => one.dimension === dimension);
  const rows = (pareto?.rows ?? [])
    .filter((row) => row[measure] > 0)
    .toSorted((a, b) => b[measure] - a[measure]);
  const shown = rows.slice(0, SHOWN);
  const shownSum = shown.reduce((sum, row) => sum + row[measure], 0);
  const more = rows.length > SHOWN ? (pareto?.groups ?? 0) - shown.length : 0;
  const write = (value: number) =>
    measure === 'incidents' ? format.integer(value) : format.moneyMinor(value, currency);
  return (
    <>
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 8, marginBottom: 8 }}>
        <ToggleButtonGroup
          exclusive
          value={dimension}
          aria-label={t('pareto.by')}
          onChange={(_event, next: ParetoDimension | null) => next && onDimension(next)}
        >
          {PARETO_DIMENSIONS.map((value) => (
            <ToggleButton key={value} value={value}>
              {t(`dimension.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
        <ToggleButtonGroup
          exclusive
          value={measure}
          aria-label={t('pareto.measure')}
          onChange={(_event, next: Measure | null) => next && setMeasure(next)}
        >
          {MEASURES.map((value) => (
            <ToggleButton key={value} value={value}>
              {t(`measure.${value}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      </div>
      {shown.length === 0 ? (
        <p style={{ color: tokens.textMuted, padding: '16px 0' }}>{t(`pareto.none.${measure}`)}</p>
      ) : (
        <ParetoChart
          title={t(`pareto.title.${measure}`, { by: t(`pareto.of.${dimension}`) })}
          bars={shown.map((row) => ({
            key: row.key,
            label: nameOf(dimension, row),
            value: row[measure],
            to: learnedLink(period, thingFilter(dimension, row.key)),
          }))}
          rest={
            more > 0
              ? {
                  label: t('pareto.others', { count: more, formatted: format.integer(more) }),
                  value: (pareto?.[measure] ?? 0) - shownSum,
                }
              : null
          }
          write={write}
          writeShare={(share) => format.percent(share, 0)}
          nameLabel={t(`dimension.${dimension}`)}
          valueLabel={t(`measure.${measure}`)}
          shareLabel={t('pareto.cumulated')}
        />
      )}
    </>
  );
}

/** What a thing is called on screen. */
export function useThingName() {
  const words = useIncidentWords();
  return (dimension: ParetoDimension, { key, name }: Pick<ParetoRow, 'key' | 'name'>): string => {
    if (dimension === 'kind') return words.kind(key);
    if (dimension === 'product') return name === key ? key : `${name} (${key})`;
    if (dimension !== 'sharedCause') return name;
    const cause = key.split(':')[0] as 'hub' | 'carrier' | 'facility' | 'lane' | 'area';
    return words.about({ cause, place: name, key });
  };
}
