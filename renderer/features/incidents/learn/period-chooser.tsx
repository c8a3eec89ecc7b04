import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { type ChosenPeriod, SPANS, type Span } from './learning-period.ts';

/** The last days, or from a day to another. */
export function PeriodChooser({ chosen }: { chosen: ChosenPeriod }) {
  const { t } = useTranslation('incident-learning');
  const { span, firstDay, lastDay, chooseSpan, chooseDays } = chosen;
  const day = (label: string, value: string, onChange: (day: string) => void) => (
    <TextField
      type="date"
      value={value}
      slotProps={{ htmlInput: { 'aria-label': label } }}
      onChange={(event) => event.target.value && onChange(event.target.value)}
    />
  );
  return (
    <div style={{ display: 'flex', alignItems: 'center', gap: 10 }}>
      <ToggleButtonGroup
        exclusive
        value={span}
        aria-label={t('period.label')}
        onChange={(_event, next: Span | null) => next && chooseSpan(next)}
      >
        {SPANS.map((days) => (
          <ToggleButton key={days} value={days}>
            {t(`period.${days}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      {day(t('period.from'), firstDay, (first) => chooseDays(first, lastDay < first ? first : lastDay))}
      <span aria-hidden>–</span>
      {day(t('period.to'), lastDay, (last) => chooseDays(last < firstDay ? last : firstDay, last))}
    </div>
  );
}
