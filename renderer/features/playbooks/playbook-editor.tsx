import InputBase from '@mui/material/InputBase';
import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import {
  PLAYBOOK_MODES,
  type PlaybookDocument,
  type PlaybookMode,
  type PlaybookStepKind,
  type PlaybookView,
  STEP_KINDS,
} from '../../../core/contract/playbooks.ts';
import { AddMenu } from '../../components/controls/add-menu.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { tokens } from '../../lib/tokens.ts';
import { minorScale } from '../rules/rule-words.ts';
import { SlotChip } from '../rules/slot-chip.tsx';
import { NumberForm } from '../rules/slot-forms.tsx';
import { IncidentConditionSlots } from './incident-condition.tsx';
import { PlaybookRuns } from './playbook-runs.tsx';
import { INCIDENT_ATTRIBUTES, type PlaybookWords, playbookName } from './playbook-words.ts';
import { StepCard } from './step-card.tsx';
import { TrialPanel, useTrial } from './trial-panel.tsx';
import { movedStep, newStep, type usePlaybookDraft } from './use-playbook-draft.ts';

const Inner = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr)',
  gap: 18,
  maxWidth: 920,
});
const Steps = styled('ol')({ listStyle: 'none', margin: '0 0 10px', padding: 0, display: 'grid', gap: 8 });
const Sentence = styled('p')({ margin: 0, lineHeight: 1.9 });
const Hint = styled('p')({ margin: '4px 0 0', color: tokens.textMuted });

interface PlaybookEditorProps {
  playbook: PlaybookView;
  editing: ReturnType<typeof usePlaybookDraft>;
  words: PlaybookWords;
  busy: boolean;
  onMode: (mode: PlaybookMode) => void;
}

/** A playbook: how far it may go by itself, for which incidents, its steps, and what it would do now. */
export function PlaybookEditor(props: PlaybookEditorProps) {
  const { playbook, editing, words } = props;
  const { t } = words;
  const { document } = editing.draft;
  const trial = useTrial(document, playbook.mode, editing.complete);
  return (
    <Inner>
      <Head {...props} />
      <Section level={2} title={t('trigger.title')}>
        <Sentence>
          {t('trigger.for')}{' '}
          <IncidentConditionSlots
            label={t('trigger.title')}
            value={document.trigger}
            attributes={INCIDENT_ATTRIBUTES}
            words={words}
            onChange={(trigger) => editing.change({ trigger })}
          />
        </Sentence>
        <Limits document={document} words={words} onChange={editing.change} />
      </Section>
      <TrialPanel trial={trial} words={words} />
      <Section level={2} title={t('stepsTitle')}>
        <Steps>
          {document.steps.map((step, i) => (
            <StepCard
              key={step.id}
              step={step}
              position={i + 1}
              last={i === document.steps.length - 1}
              words={words}
              count={trial.data?.steps.find(({ id }) => id === step.id)}
              onChange={(next) => editing.change({ steps: document.steps.with(i, next) })}
              onMove={(by) => editing.change({ steps: movedStep(document.steps, i, by) })}
              onRemove={() => editing.change({ steps: document.steps.toSpliced(i, 1) })}
            />
          ))}
        </Steps>
        <AddStep
          words={words}
          onAdd={(kind) => editing.change({ steps: [...document.steps, newStep(kind)] })}
        />
        {document.steps.length === 0 && <Hint>{t('noSteps')}</Hint>}
      </Section>
      <PlaybookRuns playbookId={playbook.id} words={words} />
    </Inner>
  );
}

function Head({ playbook, editing, words, busy, onMode }: PlaybookEditorProps) {
  const { t } = words;
  const shown = editing.draft.name === playbook.name ? playbookName(playbook, t) : editing.draft.name;
  return (
    <div>
      <InputBase
        value={shown}
        fullWidth
        onChange={(event) => editing.setName(event.target.value.slice(0, 80))}
        inputProps={{ 'aria-label': t('name') }}
        sx={{ fontSize: 'calc(var(--v-font) + 3px)', fontWeight: 600, '& input': { padding: '2px 0 6px' } }}
      />
      <ToggleButtonGroup
        exclusive
        size="small"
        value={playbook.mode}
        disabled={busy}
        aria-label={t('mode.label')}
        onChange={(_event, mode: PlaybookMode | null) => mode && onMode(mode)}
      >
        {PLAYBOOK_MODES.map((mode) => (
          <ToggleButton key={mode} value={mode}>
            {t(`mode.${mode}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <Hint>{t(`modeHint.${playbook.mode}`)}</Hint>
    </div>
  );
}

const MOST_MINOR = 1_000_000_000;

function Limits({
  document,
  words,
  onChange,
}: {
  document: PlaybookDocument;
  words: PlaybookWords;
  onChange: (patch: Partial<PlaybookDocument>) => void;
}) {
  const { t, rules } = words;
  const slot = (key: 'perRunMinor' | 'perDayMinor') => {
    const value = document[key];
    return (
      <SlotChip
        label={t(`limit.${key}`)}
        value={value === null ? t('limit.none') : rules.format.moneyMinor(value, rules.currency)}
        quiet={value === null}
      >
        {(close) => (
          <NumberForm
            label={t(`limit.${key}`)}
            value={value}
            scale={minorScale(rules.currency)}
            unit={rules.currency}
            low={0}
            high={MOST_MINOR}
            nullable
            onDone={(minor) => {
              onChange({ [key]: minor === null ? null : Math.round(minor) });
              close();
            }}
          />
        )}
      </SlotChip>
    );
  };
  return (
    <Sentence>
      {t('limit.before')} {slot('perRunMinor')} {t('limit.perRun')} {slot('perDayMinor')} {t('limit.perDay')}
    </Sentence>
  );
}

function AddStep({ words: { t }, onAdd }: { words: PlaybookWords; onAdd: (kind: PlaybookStepKind) => void }) {
  const kinds = STEP_KINDS.map((kind) => ({
    kind,
    label: t(`stepKind.${kind}`),
    hint: t(`stepKindHint.${kind}`),
  }));
  return <AddMenu label={t('addStep')} kinds={kinds} onAdd={onAdd} />;
}
