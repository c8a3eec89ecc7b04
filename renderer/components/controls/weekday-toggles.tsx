import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useFormat } from '../../lib/format.ts';
import { WEEK, weekdayName } from '../../lib/weekdays.ts';

interface WeekdayTogglesProps {
  label: string;
  /** ISO weekdays: 1 = Monday. */
  value: readonly number[];
  onChange: (days: number[]) => void;
}

/** Some days of the week, each switched on or off. */
export function WeekdayToggles({ label, value, onChange }: WeekdayTogglesProps) {
  const { locale } = useFormat();
  return (
    <ToggleButtonGroup
      size="small"
      value={[...value]}
      aria-label={label}
      onChange={(_, days: number[]) => onChange([...days].sort())}
    >
      {WEEK.map((weekday) => (
        <ToggleButton key={weekday} value={weekday} aria-label={weekdayName(weekday, locale)}>
          {weekdayName(weekday, locale, 'short')}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
