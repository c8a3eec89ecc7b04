import Accordion from '@mui/material/Accordion';
import AccordionDetails from '@mui/material/AccordionDetails';
import AccordionSummary from '@mui/material/AccordionSummary';
import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { ChevronDown, Play, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ScenarioChange, ScenarioView } from '../../../../core/contract/workbench.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useCommand } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { usePreferences } from '../../../lib/preferences.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { OrderChoice, useOrderSets } from '../ask/order-choice.tsx';
import { RunSettings } from '../ask/run-settings.tsx';
import { JobLine } from '../runs/job-line.tsx';
import { useSourcingJob } from '../use-sourcing-job.ts';
import { ChangeList } from './change-list.tsx';
import { isComplete, suggestedName } from './change-words.ts';
import { ScenarioResult } from './scenario-result.tsx';
import { useChangeWords } from './use-change-words.ts';
import { useBaselineAhead, useScenarioDraft, useTelling } from './use-scenario.ts';

const Root = styled('div')({ flex: 1, minWidth: 0, overflow: 'auto', padding: '14px 20px 48px' });
const Inner = styled('div')({
  maxWidth: 760,
  '& h2': { fontSize: 'var(--v-font)', fontWeight: 600, margin: '18px 0 8px' },
});
const Buttons = styled('div')({ display: 'flex', gap: 8, margin: '18px 0 26px', alignItems: 'center' });
const Fold = styled(Accordion)({
  border: `1px solid ${tokens.line}`,
  borderRadius: '8px !important',
  backgroundColor: 'transparent',
  marginTop: 12,
  '&::before': { display: 'none' },
  '& .MuiAccordionSummary-root, & .MuiAccordionSummary-root.Mui-expanded': {
    minHeight: 38,
    padding: '0 12px',
  },
  '& .MuiAccordionSummary-content, & .MuiAccordionSummary-content.Mui-expanded': { margin: 0 },
  '& .MuiAccordionSummary-root': { font: 'inherit', fontWeight: 520 },
  '& .MuiAccordion-heading': { font: 'inherit', margin: 0 },
  '& .MuiAccordionDetails-root': { padding: '10px 12px 14px', maxWidth: 560 },
});

interface ScenarioEditorProps {
  /** Left out for a new one. */
  scenario?: ScenarioView;
  /** What a new one begins with. */
  first?: readonly ScenarioChange[];
  /** Names of all what-ifs: each has its own. */
  names: readonly string[];
}

/** Runs a what-if and its baseline; saves it first. */
function useRunning(scenario: ScenarioView | undefined, editing: ReturnType<typeof useScenarioDraft>) {
  const navigate = useNavigate();
  const tell = useTelling();
  const job = useSourcingJob();
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.workbench.key() });
  const run = (name: string) =>
    tell(async () => {
      const saved = await editing.save(name);
      try {
        if (await job.simulate(saved.id)) await refresh();
      } finally {
        if (!scenario) void navigate(links.whatIf(saved.id), { replace: true });
      }
    });
  const save = (name: string) =>
    tell(async () => {
      const saved = await editing.save(name);
      if (!scenario) void navigate(links.whatIf(saved.id), { replace: true });
    });
  return { job, run, save };
}

function RemoveDialog({ scenario, onClose }: { scenario: ScenarioView; onClose: () => void }) {
  const { t } = useTranslation(['workbench', 'common']);
  const navigate = useNavigate();
  const tell = useTelling();
  const { id, name, changes, selection, parameters } = scenario;
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.workbench.scenarios.key() });
  const remove = () =>
    tell(async () => {
      await rpc.workbench.removeScenario({ id });
      void navigate(links.whatIfs(), { replace: true });
      await refresh();
      showToast({
        message: t('whatIf.removed', { name }),
        action: {
          label: t('common:action.undo'),
          run: async () => {
            const again = await rpc.workbench.saveScenario({ name, changes, selection, parameters });
            await refresh();
            void navigate(links.whatIf(again.id));
          },
        },
      });
    });
  return (
    <ConfirmDialog
      open
      danger
      title={t('whatIf.removeTitle', { name })}
      consequences={[t('whatIf.removeText')]}
      confirmLabel={t('whatIf.remove')}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}

/** A what-if: its name, what it changes, for which orders and how; and what it comes to. */
export function ScenarioEditor({ scenario, first, names }: ScenarioEditorProps) {
  const { t } = useTranslation(['workbench', 'sourcing', 'common']);
  const { currency } = usePreferences();
  const words = useChangeWords();
  const editing = useScenarioDraft(scenario, first);
  const { draft, changed, set } = editing;
  useBaselineAhead(scenario, draft);
  const { job, run, save } = useRunning(scenario, editing);
  const [removing, setRemoving] = useState(false);
  const sets = useOrderSets(draft.selection, undefined);
  const suggested = suggestedName(
    draft.changes.map(({ change }) => change),
    words,
    names,
  );
  const name = draft.name.trim() || suggested;
  const complete = name !== '' && draft.changes.every(({ change }) => isComplete(change));
  useCommand({
    id: 'sourcing.runWhatIf',
    title: t('whatIf.run'),
    group: t('sourcing:title'),
    shortcut: '$mod+Enter',
    icon: Play,
    enabled: complete && !job.running,
    run: () => void run(name),
  });
  return (
    <>
      <Root tabIndex={0}>
        <Inner>
          <TextField
            fullWidth
            label={t('whatIf.name')}
            value={draft.name}
            placeholder={suggested}
            onChange={(event) => set({ name: event.target.value.slice(0, 120) })}
            slotProps={{ inputLabel: { shrink: true } }}
          />
          <h2>{t('whatIf.changesTitle')}</h2>
          <ChangeList
            changes={draft.changes}
            words={words}
            disabled={job.running}
            onChange={(changes) => set({ changes })}
          />
          <h2>{t('whatIf.ordersTitle')}</h2>
          <OrderChoice sets={sets} value={draft.selection} onChange={(selection) => set({ selection })} />
          <Fold elevation={0} disableGutters>
            <AccordionSummary expandIcon={<ChevronDown size={15} />}>{t('whatIf.settings')}</AccordionSummary>
            <AccordionDetails>
              <RunSettings
                value={draft.parameters}
                currency={currency}
                onChange={(parameters) => set({ parameters })}
              />
            </AccordionDetails>
          </Fold>
          <Buttons>
            <Button
              variant="contained"
              color="primary"
              startIcon={<Play size={14} />}
              disabled={!complete || job.running}
              onClick={() => void run(name)}
            >
              {t('whatIf.run')}
            </Button>
            <Button disabled={!complete || !changed || job.running} onClick={() => void save(name)}>
              {t('common:action.save')}
            </Button>
            {scenario && (
              <Button
                variant="text"
                startIcon={<Trash2 size={14} />}
                disabled={job.running}
                onClick={() => setRemoving(true)}
              >
                {t('whatIf.remove')}
              </Button>
            )}
          </Buttons>
        </Inner>
        {job.running && <JobLine share={job.progress} message={job.message} onCancel={job.cancel} />}
        {scenario && scenario.runId !== null && scenario.baselineRunId !== null && (
          <ScenarioResult runId={scenario.runId} baselineRunId={scenario.baselineRunId} stale={changed} />
        )}
      </Root>
      {removing && scenario && <RemoveDialog scenario={scenario} onClose={() => setRemoving(false)} />}
    </>
  );
}
