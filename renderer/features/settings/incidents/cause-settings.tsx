import { useTranslation } from 'react-i18next';
import type { DetectionSettings } from '../../../../core/contract/incident-detection.ts';
import { currencyDigits } from '../../../lib/format.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { SettingRow } from '../setting-row.tsx';
import { RuleNumber } from './rule-number.tsx';

const MOST_LOOKS = 1e12;

interface CauseSettingsProps {
  draft: DetectionSettings;
  onChange: (draft: DetectionSettings) => void;
  onWrong: (field: string, wrong: boolean) => void;
}

/** What a broken promise costs, and from when on many troubles are one. */
export function CauseSettings({ draft, onChange, onWrong }: CauseSettingsProps) {
  const { t } = useTranslation('incident-settings');
  const { currency } = usePreferences();
  const per = 10 ** currencyDigits(currency);
  return (
    <div style={{ marginTop: 14 }}>
      <SettingRow id="detection-penalty" label={t('penalty.label')} hint={t('penalty.hint')}>
        <RuleNumber
          label={t('penalty.label')}
          value={draft.penaltyPerDayMinor / per}
          unit={currency}
          low={0}
          high={1_000_000}
          width={160}
          onChange={(value) => onChange({ ...draft, penaltyPerDayMinor: Math.round(value * per) })}
          onWrong={(wrong) => onWrong('penalty', wrong)}
        />
      </SettingRow>
      <SettingRow id="detection-least" label={t('least.label')} hint={t('least.hint')}>
        <RuleNumber
          label={t('least.label')}
          value={draft.leastChildren}
          unit={t('unit.incidents')}
          low={3}
          high={1000}
          whole
          width={160}
          onChange={(leastChildren) => onChange({ ...draft, leastChildren })}
          onWrong={(wrong) => onWrong('least', wrong)}
        />
      </SettingRow>
      <SettingRow id="detection-chance" label={t('chance.label')} hint={t('chance.hint')}>
        <RuleNumber
          label={t('chance.label')}
          value={Math.round(1 / draft.chance)}
          unit={t('unit.looks')}
          low={20}
          high={MOST_LOOKS}
          whole
          width={160}
          onChange={(looks) => onChange({ ...draft, chance: 1 / looks })}
          onWrong={(wrong) => onWrong('chance', wrong)}
        />
      </SettingRow>
    </div>
  );
}
