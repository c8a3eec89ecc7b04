import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Check, Circle, CircleDashed, Clock, HelpCircle } from 'lucide-react';
import type { PlaybookRun, RunStep } from '../../../core/contract/playbooks.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { useTold } from '../lists/use-told.ts';
import { type PlaybookWords, stepWords } from './playbook-words.ts';

const Steps = styled('ol')({
  listStyle: 'none',
  margin: '4px 0 8px',
  padding: 0,
  '& li': { display: 'flex', alignItems: 'baseline', gap: 8, padding: '3px 0' },
  '& svg': { flexShrink: 0, transform: 'translateY(2px)', color: tokens.textQuiet },
  '& .done svg': { color: tokens.ok },
  '& .asking svg, & .waiting svg': { color: tokens.accent },
  '& .skipped, & .next': { color: tokens.textMuted },
  '& .what': { flex: 1, minWidth: 0, overflowWrap: 'anywhere' },
  '& .when': { color: tokens.textMuted, fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
});
const Buttons = styled('div')({ display: 'flex', gap: 6, flexWrap: 'wrap' });

const ICONS = {
  done: Check,
  skipped: CircleDashed,
  waiting: Clock,
  asking: HelpCircle,
  next: Circle,
} as const;

/** Commands about runs; each refreshes what is shown. */
export function useRunCommands() {
  const { busy, perform } = useTold();
  const told = (work: () => Promise<unknown>) =>
    perform(async () => {
      await work();
      await Promise.all([
        queryClient.invalidateQueries({ queryKey: orpc.playbooks.key() }),
        queryClient.invalidateQueries({ queryKey: orpc.incidents.key() }),
      ]);
    });
  return {
    busy,
    start: (playbookId: number, incidentId: number) =>
      told(() => rpc.playbooks.start({ playbookId, incidentId })),
    answer: (runId: number, yes: boolean) => told(() => rpc.playbooks.answer({ runId, yes })),
    takeOver: (runId: number) => told(() => rpc.playbooks.takeOver({ runId })),
  };
}

interface RunViewProps {
  run: PlaybookRun;
  words: PlaybookWords;
  commands: ReturnType<typeof useRunCommands>;
}

/** A run with its steps and timers; what it asks can be answered, and it can be taken over. */
export function RunView({ run, words, commands }: RunViewProps) {
  const { t } = words;
  const asked = run.state === 'asking';
  return (
    <>
      <Steps>
        {run.steps.map((step) => (
          <StepLine key={step.position} step={step} run={run} words={words} />
        ))}
      </Steps>
      {run.endedAt === null && (
        <Buttons>
          {asked && (
            <>
              <Button
                size="small"
                variant="contained"
                disabled={commands.busy}
                onClick={() => void commands.answer(run.id, true)}
              >
                {t('run.yes')}
              </Button>
              <Button
                size="small"
                disabled={commands.busy}
                onClick={() => void commands.answer(run.id, false)}
              >
                {t('run.no')}
              </Button>
            </>
          )}
          <Button size="small" disabled={commands.busy} onClick={() => void commands.takeOver(run.id)}>
            {t('run.takeOver')}
          </Button>
        </Buttons>
      )}
    </>
  );
}

function StepLine({ step, run, words }: { step: RunStep; run: PlaybookRun; words: PlaybookWords }) {
  const { t, rules } = words;
  const Icon = ICONS[step.state];
  const why = whyWords(step, words);
  return (
    <li className={step.state}>
      <Icon size={14} aria-hidden />
      <span className="what">
        <span className="visually-hidden">{t(`run.step.${step.state}`)}: </span>
        {stepWords(step.step, words)}
        {why && <span style={{ color: tokens.textMuted }}> · {why}</span>}
      </span>
      <span className="when" title={rules.format.instant(timeOf(step, run))}>
        {step.state === 'waiting' && run.wakesAt !== null
          ? t('run.until', { time: rules.format.relative(run.wakesAt) })
          : step.costMinor > 0
            ? rules.format.moneyMinor(step.costMinor, run.currency)
            : rules.format.time(step.at)}
      </span>
    </li>
  );
}

function timeOf({ state, at }: RunStep, { wakesAt }: PlaybookRun): number | null {
  return state === 'waiting' ? wakesAt : at;
}

function whyWords({ state, reason }: RunStep, { t }: PlaybookWords): string | null {
  if (reason === null) return null;
  return t(state === 'asking' ? `ask.${reason}` : `skip.${reason}`);
}
