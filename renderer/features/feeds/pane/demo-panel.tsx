import Button from '@mui/material/Button';
import Slider from '@mui/material/Slider';
import Switch from '@mui/material/Switch';
import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { Play, Square } from 'lucide-react';
import { useEffect, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DemoCarriers } from '../../../../core/contract/demo-carriers.ts';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { speedOf, speedPosition } from '../demo-speed.ts';
import { type DemoChange, useDemoCarriers } from '../use-demo-carriers.ts';

const PRESETS = [1, 10, 60, 300, 600] as const;
const SWITCHES = ['delays', 'losses', 'outage', 'hubOutage', 'strike', 'lostTruck'] as const;

const Root = styled('div')({
  padding: '12px 14px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& .head': { display: 'flex', alignItems: 'center', gap: 10 },
  '& .head p': { flex: 1, color: tokens.textMuted },
  '& .speed': { display: 'flex', alignItems: 'center', gap: 14, margin: '12px 0 4px' },
  '& .row': {
    display: 'grid',
    gridTemplateColumns: '1fr auto',
    alignItems: 'center',
    gap: 12,
    padding: '6px 0',
    borderTop: `1px solid ${tokens.line}`,
  },
  '& .row small': { display: 'block', color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .name': { fontWeight: 520 },
});

const SpeedSlider = styled(Slider)({
  flex: 1,
  height: 4,
  padding: '10px 0',
  color: tokens.accent,
  '& .MuiSlider-rail': { backgroundColor: tokens.lineStrong, opacity: 1 },
  '& .MuiSlider-thumb': { width: 14, height: 14, boxShadow: 'none' },
});

interface SpeedProps {
  speed: number;
  disabled: boolean;
  onChange: (speed: number) => void;
}

/** Even steps of the slider multiply the speed. */
function Speed({ speed, disabled, onChange }: SpeedProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [position, setPosition] = useState(speedPosition(speed));
  useEffect(() => setPosition(speedPosition(speed)), [speed]);
  const written = (value: number) => t('demo.times', { formatted: format.integer(speedOf(value)) });
  return (
    <>
      <div className="speed">
        <span className="name">{t('demo.speed')}</span>
        <SpeedSlider
          min={0}
          max={1}
          step={0.01}
          value={position}
          disabled={disabled}
          aria-label={t('demo.speed')}
          getAriaValueText={written}
          onChange={(_, value) => setPosition(value as number)}
          onChangeCommitted={(_, value) => onChange(speedOf(value as number))}
        />
        <strong style={{ width: 52, textAlign: 'right' }}>{written(position)}</strong>
      </div>
      <ToggleButtonGroup
        exclusive
        value={PRESETS.find((preset) => preset === speed) ?? null}
        disabled={disabled}
        aria-label={t('demo.presets')}
        sx={{ marginBottom: 2.5 }}
        onChange={(_, next: number | null) => next && onChange(next)}
      >
        {PRESETS.map((preset) => (
          <ToggleButton key={preset} value={preset} title={t(`demo.preset.${preset}`)}>
            {t('demo.times', { formatted: format.integer(preset) })}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </>
  );
}

interface SwitchesProps {
  state: DemoCarriers;
  busy: boolean;
  change: (change: DemoChange) => void;
}

function Switches({ state, busy, change }: SwitchesProps) {
  const { t } = useTranslation('feeds');
  const id = useId();
  return SWITCHES.map((name) => (
    <div key={name} className="row">
      <label htmlFor={`${id}-${name}`}>
        <span className="name">{t(`demo.${name}`)}</span>
        <small>{t(`demo.${name}Hint`)}</small>
      </label>
      <Switch
        checked={state.switches[name]}
        disabled={!state.running || busy}
        slotProps={{ input: { id: `${id}-${name}` } }}
        onChange={(_, on) => change({ switches: { [name]: on } })}
      />
    </div>
  ));
}

/** The demo carriers: how fast their time runs, and what goes wrong there. */
export function DemoPanel() {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { state, busy, change } = useDemoCarriers();
  if (!state) return null;
  const { running, speed, shipments } = state;
  const number = { count: shipments, formatted: format.integer(shipments) };
  return (
    <Section title={t('demo.title')}>
      <Root>
        <div className="head">
          <p>{running ? t('demo.running', number) : t('demo.stopped')}</p>
          <Button
            variant={running ? 'outlined' : 'contained'}
            color={running ? 'inherit' : 'primary'}
            startIcon={running ? <Square size={13} /> : <Play size={13} />}
            disabled={busy}
            onClick={() => void change({ running: !running })}
          >
            {t(running ? 'demo.stop' : 'demo.start')}
          </Button>
        </div>
        <Speed speed={speed} disabled={!running || busy} onChange={(next) => void change({ speed: next })} />
        <Switches state={state} busy={busy} change={(next) => void change(next)} />
      </Root>
    </Section>
  );
}
