import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import { SeriesMark } from '../../../components/charts/series-mark.tsx';
import type { PlannedScenario } from './comparison.tsx';

interface ScenarioChoiceProps {
  planned: readonly PlannedScenario[];
  chosen: number;
  onChoose: (number: number) => void;
}

/** Which scenario is looked at. */
export function ScenarioChoice({ planned, chosen, onChoose }: ScenarioChoiceProps) {
  const { t } = useTranslation('simulation');
  return (
    <ToggleButtonGroup
      exclusive
      size="small"
      value={chosen}
      aria-label={t('compare.scenario')}
      onChange={(_, number: number | null) => number !== null && onChoose(number)}
      sx={{ marginBottom: '10px' }}
    >
      {planned.map(({ number, index, name }) => (
        <ToggleButton key={number} value={number} sx={{ gap: '6px', textTransform: 'none' }}>
          <SeriesMark index={index} size={12} />
          {name}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}
