import IconButton from '@mui/material/IconButton';
import InputBase from '@mui/material/InputBase';
import { styled } from '@mui/material/styles';
import { Trash2 } from 'lucide-react';
import { OPTION_KINDS, type OptionKind } from '../../../core/contract/incidents.ts';
import type { PlaybookStep, PlaybookTrial } from '../../../core/contract/playbooks.ts';
import { MoveButtons } from '../../components/controls/move-buttons.tsx';
import { tokens } from '../../lib/tokens.ts';
import { SlotChip } from '../rules/slot-chip.tsx';
import { ChoiceMenu, NumberForm } from '../rules/slot-forms.tsx';
import { IncidentConditionSlots } from './incident-condition.tsx';
import { INCIDENT_ATTRIBUTES, OPTION_ATTRIBUTES, type PlaybookWords, stepWords } from './playbook-words.ts';

const Card = styled('li')({
  display: 'grid',
  gridTemplateColumns: '26px minmax(0, 1fr) auto',
  gap: '2px 8px',
  padding: '8px 10px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: tokens.surface,
  '& .number': {
    display: 'grid',
    placeItems: 'center',
    width: 24,
    height: 24,
    borderRadius: 12,
    backgroundColor: tokens.subtle,
    color: tokens.textMuted,
    fontVariantNumeric: 'tabular-nums',
  },
  '& .sentence': { lineHeight: 1.9, margin: 0 },
  '& .counts': {
    display: 'flex',
    flexWrap: 'wrap',
    gap: '0 14px',
    gridColumn: 2,
    minHeight: 20,
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontVariantNumeric: 'tabular-nums',
  },
});

const Field = styled(InputBase)({
  minWidth: 220,
  maxWidth: 560,
  width: '100%',
  padding: '1px 8px',
  border: `1px solid ${tokens.lineStrong}`,
  borderRadius: 6,
  font: 'inherit',
});

const MOST_MINUTES = 43_200;

interface StepCardProps {
  step: PlaybookStep;
  position: number;
  last: boolean;
  words: PlaybookWords;
  count: PlaybookTrial['steps'][number] | undefined;
  onChange: (step: PlaybookStep) => void;
  onMove: (by: -1 | 1) => void;
  onRemove: () => void;
}

/** One step: what it does, when, and how often it would be done about the incidents open now. */
export function StepCard(props: StepCardProps) {
  const { step, position, words, count, onChange } = props;
  const { t, rules } = words;
  return (
    <Card aria-label={t('step.label', { position, what: stepWords(step, words) })}>
      <span className="number" aria-hidden>
        {position}
      </span>
      <div className="sentence">
        <StepBody {...props} />{' '}
        <span>{t(Object.keys(step.when).length === 0 ? 'step.always' : 'step.when')} </span>
        <IncidentConditionSlots
          label={t('step.condition', { position })}
          value={step.when}
          attributes={step.kind === 'option' ? OPTION_ATTRIBUTES : INCIDENT_ATTRIBUTES}
          words={words}
          onChange={(when) => onChange({ ...step, when })}
        />
      </div>
      <StepTools {...props} />
      <div className="counts">
        {count &&
          (['done', 'asked', 'skipped'] as const).flatMap((state) =>
            count[state] > 0
              ? [
                  <span key={state}>
                    {t(`count.${state}`, {
                      count: count[state],
                      formatted: rules.format.integer(count[state]),
                    })}
                  </span>,
                ]
              : [],
          )}
      </div>
    </Card>
  );
}

function StepBody({ step, position, words, onChange }: StepCardProps) {
  const { t, rules } = words;
  switch (step.kind) {
    case 'option':
      return (
        <>
          {t('step.option')}{' '}
          <SlotChip label={t('step.option')} value={words.option(step.option)}>
            {(close) => (
              <ChoiceMenu
                label={t('step.option')}
                value={step.option}
                options={OPTION_KINDS.map((option) => ({ value: option, label: words.option(option) }))}
                onChoose={(option) => {
                  onChange({ ...step, option: option as OptionKind });
                  close();
                }}
              />
            )}
          </SlotChip>
        </>
      );
    case 'wait':
      return (
        <>
          {t('step.wait')}{' '}
          <SlotChip label={t('step.wait')} value={rules.format.duration(step.minutes * 60)}>
            {(close) => (
              <NumberForm
                label={t('step.hours')}
                value={step.minutes}
                scale={60}
                low={1}
                high={MOST_MINUTES}
                onDone={(minutes) => {
                  if (minutes !== null) onChange({ ...step, minutes: Math.max(1, Math.round(minutes)) });
                  close();
                }}
              />
            )}
          </SlotChip>{' '}
          {t('step.orUntil')}{' '}
          <IncidentConditionSlots
            label={t('step.until', { position })}
            value={step.until ?? {}}
            attributes={INCIDENT_ATTRIBUTES}
            words={words}
            onChange={(until) => onChange({ ...step, until: Object.keys(until).length > 0 ? until : null })}
          />
          <br />
        </>
      );
    case 'stop':
      return <>{t('step.stop')}</>;
    default:
      return <TextBody step={step} words={words} onChange={onChange} />;
  }
}

function TextBody({
  step,
  words: { t },
  onChange,
}: Pick<StepCardProps, 'words' | 'onChange'> & {
  step: Extract<PlaybookStep, { kind: 'assign' | 'comment' }>;
}) {
  const text = step.kind === 'assign' ? step.owner : step.note;
  return (
    <>
      {t(`step.${step.kind}`)}{' '}
      <Field
        value={text}
        multiline={step.kind === 'comment'}
        placeholder={t(`step.${step.kind}Hint`)}
        inputProps={{ 'aria-label': t(`step.${step.kind}`), maxLength: step.kind === 'assign' ? 120 : 2000 }}
        onChange={({ target: { value } }) =>
          onChange(step.kind === 'assign' ? { ...step, owner: value } : { ...step, note: value })
        }
      />
    </>
  );
}

function StepTools({ position, last, words: { t }, onMove, onRemove }: StepCardProps) {
  return (
    <div style={{ whiteSpace: 'nowrap' }}>
      <MoveButtons
        first={position === 1}
        last={last}
        upLabel={t('step.up', { position })}
        downLabel={t('step.down', { position })}
        onMove={onMove}
      />
      <IconButton size="small" aria-label={t('step.remove', { position })} onClick={onRemove}>
        <Trash2 size={14} />
      </IconButton>
    </div>
  );
}
