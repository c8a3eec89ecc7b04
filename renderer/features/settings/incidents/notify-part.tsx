import Button from '@mui/material/Button';
import Switch from '@mui/material/Switch';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SEVERITIES } from '../../../../core/contract/incidents.ts';
import { WeekdayToggles } from '../../../components/controls/weekday-toggles.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { askForNotices, noticePermission, playTone, showNotice } from '../../../lib/notices.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useIncidentWords } from '../../incidents/incident-words.ts';
import {
  type NotifySettings,
  setNotifySettings,
  useNotifySettings,
} from '../../incidents/notify/notify-settings.ts';
import { SettingRow } from '../setting-row.tsx';

/** How this machine announces new incidents. */
export function NotifyPart() {
  const { t } = useTranslation('incident-settings');
  const words = useIncidentWords();
  const settings = useNotifySettings();
  const [permission, setPermission] = useState(noticePermission);
  const { on, severity, sound } = settings;
  const turn = async (next: boolean) => {
    setNotifySettings({ on: next });
    if (next) setPermission(await askForNotices());
  };
  const test = async () => {
    await showNotice({
      title: t('notify.testTitle'),
      body: t('notify.testBody'),
      link: links.incidents(),
    });
    if (sound) playTone();
  };
  return (
    <Section
      level={2}
      title={t('notify.title')}
      actions={
        on && (
          <Button size="small" onClick={() => void test()}>
            {t('notify.test')}
          </Button>
        )
      }
    >
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('notify.text')}</p>
      <SwitchRow name="on" checked={on} onChange={(next) => void turn(next)} />
      {on && (permission === 'denied' || permission === 'none') && (
        <p role="alert" style={{ color: tokens.warning }}>
          {t(permission === 'none' ? 'notify.unsupported' : 'notify.denied')}
        </p>
      )}
      {on && (
        <>
          <SettingRow id="notify-from" label={t('notify.from')} hint={t('notify.fromHint')}>
            <ToggleButtonGroup
              exclusive
              value={severity}
              aria-labelledby="notify-from"
              onChange={(_event, next: number | null) => next && setNotifySettings({ severity: next })}
            >
              {SEVERITIES.map((level) => (
                <ToggleButton key={level} value={level}>
                  {words.severity(level)}
                </ToggleButton>
              ))}
            </ToggleButtonGroup>
          </SettingRow>
          <SwitchRow name="sound" checked={sound} onChange={(next) => setNotifySettings({ sound: next })} />
          <SwitchRow
            name="quiet"
            checked={settings.quiet}
            onChange={(next) => setNotifySettings({ quiet: next })}
          />
          {settings.quiet && <QuietHours settings={settings} />}
        </>
      )}
    </Section>
  );
}

interface SwitchRowProps {
  name: 'on' | 'sound' | 'quiet';
  checked: boolean;
  onChange: (checked: boolean) => void;
}

function SwitchRow({ name, checked, onChange }: SwitchRowProps) {
  const { t } = useTranslation('incident-settings');
  const id = `notify-${name}`;
  return (
    <SettingRow id={id} label={t(`notify.${name}`)} hint={t(`notify.${name}Hint`)}>
      <Switch
        checked={checked}
        slotProps={{ input: { 'aria-labelledby': id } }}
        onChange={(_event, next) => onChange(next)}
      />
    </SettingRow>
  );
}

const clock = (minutes: number) =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

function minutesOf(text: string): number | null {
  const [, hours, minutes] = /^(\d\d):(\d\d)$/.exec(text) ?? [];
  return hours === undefined ? null : Number(hours) * 60 + Number(minutes);
}

/** From when to when, and on which days, nothing comes. */
function QuietHours({ settings }: { settings: NotifySettings }) {
  const { t } = useTranslation('incident-settings');
  const time = (key: 'quietFrom' | 'quietTo') => (
    <TextField
      type="time"
      value={clock(settings[key])}
      slotProps={{ htmlInput: { 'aria-label': t(`notify.${key}`) } }}
      onChange={(event) => {
        const minutes = minutesOf(event.target.value);
        if (minutes !== null) setNotifySettings({ [key]: minutes });
      }}
    />
  );
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: 10, padding: '4px 0 8px' }}>
      {time('quietFrom')}
      <span aria-hidden>–</span>
      {time('quietTo')}
      <WeekdayToggles
        label={t('notify.days')}
        value={settings.quietDays}
        onChange={(quietDays) => setNotifySettings({ quietDays })}
      />
    </div>
  );
}
