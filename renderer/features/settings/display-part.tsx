import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useTranslation } from 'react-i18next';
import type { Settings } from '../../../core/contract/workspace.ts';
import { Section } from '../../components/layout/screen.tsx';
import { usePreferences } from '../../lib/preferences.ts';
import { useSaveSettings } from '../../lib/settings.ts';
import { SettingRow } from './setting-row.tsx';

const ZONES = ['system', 'UTC', ...Intl.supportedValuesOf('timeZone')];

interface ChoiceProps<K extends 'language' | 'theme' | 'density'> {
  setting: K;
  options: readonly { value: Settings[K]; label: string }[];
}

function Choice<K extends 'language' | 'theme' | 'density'>({ setting, options }: ChoiceProps<K>) {
  const preferences = usePreferences();
  const save = useSaveSettings();
  return (
    <ToggleButtonGroup
      exclusive
      value={preferences[setting]}
      aria-labelledby={`setting-${setting}`}
      onChange={(_, value: Settings[K] | null) => value && save({ [setting]: value })}
    >
      {options.map(({ value, label }) => (
        <ToggleButton key={value} value={value}>
          {label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  );
}

function ZoneChoice() {
  const { t } = useTranslation('settings');
  const { timeZone } = usePreferences();
  const save = useSaveSettings();
  const here = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const label = (zone: string) =>
    zone === 'system' ? t('display.systemZone', { zone: here }) : zone.replaceAll('_', ' ');
  return (
    <Autocomplete
      options={ZONES}
      value={timeZone}
      disableClearable
      getOptionLabel={label}
      onChange={(_, zone) => save({ timeZone: zone })}
      sx={{ width: 280 }}
      renderInput={(params) => (
        <TextField
          {...params}
          slotProps={{
            ...params.slotProps,
            htmlInput: { ...params.slotProps.htmlInput, 'aria-labelledby': 'setting-timeZone' },
          }}
        />
      )}
    />
  );
}

export function DisplayPart() {
  const { t } = useTranslation('settings');
  return (
    <Section level={2} title={t('display.title')}>
      <SettingRow id="setting-language" label={t('display.language')}>
        <Choice
          setting="language"
          options={[
            { value: 'system', label: t('display.system') },
            { value: 'en', label: 'English' },
            { value: 'fr', label: 'Français' },
          ]}
        />
      </SettingRow>
      <SettingRow id="setting-theme" label={t('display.theme')}>
        <Choice
          setting="theme"
          options={[
            { value: 'system', label: t('display.system') },
            { value: 'light', label: t('display.light') },
            { value: 'dark', label: t('display.dark') },
          ]}
        />
      </SettingRow>
      <SettingRow id="setting-density" label={t('display.density')}>
        <Choice
          setting="density"
          options={[
            { value: 'compact', label: t('display.compact') },
            { value: 'comfortable', label: t('display.comfortable') },
          ]}
        />
      </SettingRow>
      <SettingRow id="setting-timeZone" label={t('display.timeZone')} hint={t('display.timeZoneHint')}>
        <ZoneChoice />
      </SettingRow>
    </Section>
  );
}
