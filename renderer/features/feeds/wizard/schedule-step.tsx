import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConnectorView } from '../../../../core/contract/feeds.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, StepBody } from '../../import/import-styles.ts';
import { useFeedWords } from '../feed-words.ts';
import type { Draft } from './use-draft.ts';

const PRESETS = [2, 30, 60, 900, 0] as const;
const UNITS = [1, 60, 3600] as const;
const MOST_SECONDS = 86_400;
const HOUR = 3600;

const Narrow = styled('div')({
  display: 'grid',
  gap: 16,
  maxWidth: '640px !important',
  '& .fields': { display: 'grid', gap: 14, padding: '14px' },
  '& .hint': { color: tokens.textMuted, lineHeight: 1.5 },
  '& .own': { display: 'grid', gridTemplateColumns: '110px 150px', gap: 8 },
});

/** The largest unit in which an interval is a whole number. */
function unitOf(seconds: number): number {
  return [...UNITS].reverse().find((unit) => seconds > 0 && seconds % unit === 0) ?? 1;
}

function OwnInterval({ draft }: { draft: Draft }) {
  const { t } = useTranslation('feeds');
  const { intervalSeconds } = draft.draft;
  const [unit, setUnit] = useState(() => unitOf(intervalSeconds));
  const [text, setText] = useState(() => String(intervalSeconds / unit));
  const change = (typed: string, per: number) => {
    setText(typed);
    setUnit(per);
    const seconds = Math.round(Number(typed.replace(',', '.')) * per);
    if (seconds >= 1 && seconds <= MOST_SECONDS) draft.setIntervalSeconds(seconds);
  };
  const seconds = Number(text.replace(',', '.')) * unit;
  const wrong = !(seconds >= 1 && seconds <= MOST_SECONDS);
  return (
    <div className="own">
      <TextField
        label={t('schedule.every')}
        value={text}
        error={wrong}
        helperText={wrong ? t('schedule.bounds') : undefined}
        onChange={(event) => change(event.target.value, unit)}
        slotProps={{ htmlInput: { inputMode: 'decimal' } }}
      />
      <TextField
        select
        label={t('schedule.unit')}
        value={unit}
        onChange={(event) => change(text, Number(event.target.value))}
      >
        {UNITS.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`schedule.units.${one}`)}
          </MenuItem>
        ))}
      </TextField>
    </div>
  );
}

function Budget({ draft }: { draft: Draft }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { budgetPerHour, intervalSeconds } = draft.draft;
  const [text, setText] = useState(budgetPerHour === null ? '' : String(budgetPerHour));
  const number = Number(text.replace(/\s/g, ''));
  const wrong = text.trim() !== '' && !(Number.isInteger(number) && number >= 1);
  const runs = intervalSeconds > 0 ? Math.round(HOUR / intervalSeconds) : 0;
  const tight = !wrong && text.trim() !== '' && number < runs;
  return (
    <TextField
      label={t('schedule.budget')}
      value={text}
      error={wrong}
      helperText={
        wrong
          ? t('optionProblem.integer')
          : tight
            ? t('schedule.tight', { runs: format.integer(runs) })
            : t('schedule.budgetHelp')
      }
      onChange={(event) => {
        setText(event.target.value);
        const next = Number(event.target.value.replace(/\s/g, ''));
        if (event.target.value.trim() === '') draft.setBudgetPerHour(null);
        else if (Number.isInteger(next) && next >= 1) draft.setBudgetPerHour(next);
      }}
      slotProps={{ htmlInput: { inputMode: 'numeric' } }}
    />
  );
}

interface ScheduleStepProps {
  connector: ConnectorView;
  draft: Draft;
}

/** How often to ask, and how many calls an hour that may cost. */
export function ScheduleStep({ connector, draft }: ScheduleStepProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const { intervalSeconds } = draft.draft;
  const preset = PRESETS.find((one) => one === intervalSeconds);
  const [own, setOwn] = useState(preset === undefined);
  const choose = (next: number | 'own' | null) => {
    if (next === null) return;
    setOwn(next === 'own');
    if (next !== 'own') draft.setIntervalSeconds(next);
  };
  const { pull, receive } = connector.abilities;
  return (
    <StepBody>
      <Narrow className="inner">
        <Panel aria-label={t('schedule.title')}>
          <header>
            <h2>{t('schedule.title')}</h2>
            <span className="quiet">{words.interval(intervalSeconds)}</span>
          </header>
          <div className="fields">
            {receive && <p className="hint">{t(pull ? 'schedule.receivesToo' : 'schedule.receivesOnly')}</p>}
            <ToggleButtonGroup
              exclusive
              value={own ? 'own' : intervalSeconds}
              aria-label={t('schedule.title')}
              onChange={(_, next: number | 'own' | null) => choose(next)}
              sx={{ justifySelf: 'start' }}
            >
              {PRESETS.map((seconds) => (
                <ToggleButton key={seconds} value={seconds}>
                  {seconds === 0 ? t('interval.manual') : format.duration(seconds)}
                </ToggleButton>
              ))}
              <ToggleButton value="own">{t('schedule.own')}</ToggleButton>
            </ToggleButtonGroup>
            {own && <OwnInterval draft={draft} />}
            <Budget draft={draft} />
          </div>
        </Panel>
      </Narrow>
    </StepBody>
  );
}
