import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Play, Plus, SlidersHorizontal, Square, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import {
  MOST_SCENARIOS,
  type ScenarioView,
  type SimulationView as Simulation,
  scenarioParameters,
} from '../../../../core/contract/simulations.ts';
import { Screen } from '../../../components/layout/screen.tsx';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useLivePlan } from '../ask/use-live-plan.ts';
import { BasisLine } from './basis-line.tsx';
import { changeLines } from './change-lines.ts';
import { Comparison } from './comparison.tsx';
import { ParametersDialog } from './parameters-dialog.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { type ScenarioActions, ScenarioCard } from './scenario-card.tsx';
import { changesBetween, withoutChange } from './scenario-changes.ts';
import { useChangeWords } from './use-change-words.ts';
import { useScenarioStates } from './use-scenario-states.ts';
import { useSimulation } from './use-simulation.ts';

const Body = styled('div')({ padding: '12px 16px 48px' });
const Columns = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(max(262px, 25% - 9px), 1fr))',
  gap: 12,
  marginTop: 12,
});
const Add = styled('button')({
  gridRow: 'span 5',
  display: 'grid',
  placeItems: 'center',
  alignContent: 'center',
  gap: 6,
  minHeight: 160,
  padding: 16,
  font: 'inherit',
  color: tokens.textMuted,
  border: `1px dashed ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: 'transparent',
  cursor: 'pointer',
  '&:hover': { backgroundColor: tokens.hover, color: tokens.text },
});

const LONGEST_NAME = 80;

type Question =
  | { kind: 'basis' | 'remove' }
  /** Without a scenario: a new one. */
  | { kind: 'scenario'; scenario: ScenarioView | null };

type State = ReturnType<typeof useScenarioStates>[number];
type CardProps = Omit<Parameters<typeof ScenarioCard>[0], 'state'> & { state: State };

/** What was there last, while the next is not known yet. */
function useLast<T>(value: T | undefined): T | undefined {
  const [last, setLast] = useState(value);
  if (value !== undefined && value !== last) setLast(value);
  return value ?? last;
}

function LiveCard({ state, ...props }: CardProps) {
  const last = useLast(state.plan);
  const plan = state.scenario.planId === null ? undefined : last;
  const live = useLivePlan(state.running ? state.scenario.jobId : null);
  return <ScenarioCard {...props} state={{ ...state, plan, live }} />;
}

function ScenarioDialog(props: {
  simulation: Simulation;
  scenario: ScenarioView | null;
  commands: ReturnType<typeof useSimulation>;
  onClose: () => void;
}) {
  const { simulation, scenario, commands, onClose } = props;
  const { t } = useTranslation('simulation');
  const words = useChangeWords();
  const { parameters } = simulation;
  return (
    <ParametersDialog
      title={t(scenario ? 'dialog.scenario' : 'dialog.newScenario')}
      text={t('dialog.scenarioText')}
      name={scenario?.name ?? ''}
      suggestName={(wanted) => {
        const lines = changeLines(changesBetween(parameters, wanted), words).map(({ text }) => text);
        const [first = t('scenario.usual')] = lines;
        const all = lines.join(', ');
        return (lines.length > 1 && all.length <= LONGEST_NAME ? all : first).slice(0, LONGEST_NAME);
      }}
      parameters={scenario ? scenarioParameters(parameters, scenario.changes) : parameters}
      basis={parameters}
      confirmLabel={t(scenario ? 'dialog.keep' : 'dialog.add')}
      onConfirm={async (name, wanted) => {
        const changes = changesBetween(parameters, wanted);
        const number = scenario ? { number: scenario.number } : {};
        return (await commands.saveScenario({ ...number, name, changes })) !== null;
      }}
      onClose={onClose}
    />
  );
}

function Questions(props: {
  question: Question | null;
  simulation: Simulation;
  commands: ReturnType<typeof useSimulation>;
  onClose: () => void;
}) {
  const { question, simulation, commands, onClose } = props;
  const { t } = useTranslation('simulation');
  const navigate = useNavigate();
  if (!question) return null;
  if (question.kind === 'scenario') return <ScenarioDialog {...props} scenario={question.scenario} />;
  if (question.kind === 'remove')
    return (
      <RemoveDialog
        name={simulation.name}
        onConfirm={async (withDrafts) => {
          onClose();
          if (await commands.remove(withDrafts)) void navigate(links.simulations(), { replace: true });
        }}
        onClose={onClose}
      />
    );
  return (
    <ParametersDialog
      title={t('dialog.basis')}
      text={t('dialog.basisText')}
      name={simulation.name}
      suggestName={() => simulation.name}
      parameters={simulation.parameters}
      basis={null}
      confirmLabel={t('dialog.keep')}
      onConfirm={async (name, parameters) => (await commands.save({ name, parameters })) !== null}
      onClose={onClose}
    />
  );
}

function useCardActions(
  simulation: Simulation,
  commands: ReturnType<typeof useSimulation>,
  ask: (question: Question) => void,
): ScenarioActions {
  const { t } = useTranslation('simulation');
  const { scenarios } = simulation;
  const jobOf = ({ jobId }: ScenarioView) => (jobId ? [jobId] : []);
  return {
    edit: (scenario) => ask({ kind: 'scenario', scenario }),
    copy:
      scenarios.length < MOST_SCENARIOS
        ? ({ name, changes }) =>
            void commands.saveScenario({ name: t('scenario.copyOf', { name }).slice(0, 80), changes })
        : null,
    remove: scenarios.length > 1 ? ({ number }) => void commands.removeScenario(number) : null,
    dropChange: ({ number, name, changes }, key) =>
      void commands.saveScenario({ number, name, changes: withoutChange(changes, key) }),
    run: ({ number }) => void commands.run([number]),
    stop: (scenario) => void commands.stop(jobOf(scenario)),
    cancel: (scenario) => void commands.cancel(jobOf(scenario)),
  };
}

/** A simulation: scenarios side by side, their searches as they run, and the comparison of what they come to. */
export function SimulationView({ simulation }: { simulation: Simulation }) {
  const { t } = useTranslation(['simulation', 'routes']);
  const { currency } = usePreferences();
  const [question, setQuestion] = useState<Question | null>(null);
  const commands = useSimulation(simulation);
  const actions = useCardActions(simulation, commands, setQuestion);
  const states = useScenarioStates(simulation);
  const running = states.filter((state) => state.running);
  const idle = states.filter((state) => !state.running).map(({ scenario }) => scenario.number);
  const runAll = () => void commands.run(idle);
  const firstPlan = states[0]?.plan ?? null;
  const planned = states.flatMap(({ scenario, plan }, index) => {
    const { number, name, outOfDate, planId } = scenario;
    const parameters = scenarioParameters(simulation.parameters, scenario.changes);
    return planId === null ? [] : [{ number, index, name, outOfDate, planId, plan, parameters }];
  });
  useRegisterCommands([
    {
      id: 'simulation.run',
      title: t('run.all'),
      group: t('routes:title'),
      shortcut: '$mod+Enter',
      icon: Play,
      enabled: idle.length > 0,
      run: runAll,
    },
  ]);
  const canAdd = simulation.scenarios.length < MOST_SCENARIOS;
  return (
    <Screen
      title={simulation.name}
      crumbs={[
        { label: t('routes:title'), to: links.routes() },
        { label: t('title'), to: links.simulations() },
      ]}
      toolbar={<BasisLine parameters={simulation.parameters} />}
      actions={
        <>
          <Button
            startIcon={<Trash2 size={14} />}
            disabled={running.length > 0}
            onClick={() => setQuestion({ kind: 'remove' })}
          >
            {t('remove.open')}
          </Button>
          <Button startIcon={<SlidersHorizontal size={14} />} onClick={() => setQuestion({ kind: 'basis' })}>
            {t('basis.edit')}
          </Button>
          {running.length > 0 && (
            <Button
              startIcon={<Square size={13} />}
              onClick={() => void commands.stop(running.flatMap(({ scenario }) => scenario.jobId ?? []))}
            >
              {t('run.stopAll')}
            </Button>
          )}
          <Button
            variant="contained"
            color="primary"
            startIcon={<Play size={14} />}
            disabled={idle.length === 0}
            onClick={runAll}
          >
            {idle.length === 0 ? t('run.all') : t('run.count', { count: idle.length })}
          </Button>
        </>
      }
      scroll
    >
      <Body>
        <Columns>
          {states.map((state, index) => (
            <LiveCard
              key={state.scenario.number}
              index={index}
              state={state}
              parameters={simulation.parameters}
              first={index === 0 ? null : firstPlan}
              currency={state.plan?.currency ?? currency}
              actions={actions}
            />
          ))}
          {canAdd && (
            <Add type="button" onClick={() => setQuestion({ kind: 'scenario', scenario: null })}>
              <Plus size={18} />
              {t('scenario.add')}
            </Add>
          )}
        </Columns>
        {planned.length > 0 && <Comparison planned={planned} />}
      </Body>
      <Questions
        question={question}
        simulation={simulation}
        commands={commands}
        onClose={() => setQuestion(null)}
      />
    </Screen>
  );
}
