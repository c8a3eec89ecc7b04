import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import MenuItem from '@mui/material/MenuItem';
import Select from '@mui/material/Select';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { CheckCheck, Undo2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import type { SourcingRunView } from '../../../core/contract/sourcing.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FilterBar } from '../../components/filters/filter-bar.tsx';
import { MultiSelectFilter } from '../../components/filters/multi-select-filter.tsx';
import { SearchInput } from '../../components/filters/search-input.tsx';
import { ToggleFilter } from '../../components/filters/toggle-filter.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand } from '../../lib/commands.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useUndoCommand } from '../lists/undo.ts';
import { DecisionPane } from './decision-pane.tsx';
import { DecisionsTable } from './decisions-table.tsx';
import { RunDialogs, type RunQuestion } from './run-dialogs.tsx';
import { RunStatusChip } from './run-status.tsx';
import { RunSummary } from './run-summary.tsx';
import { DECISION_SORTS, type DecisionQuery, useDecisionQuery } from './use-decision-query.ts';
import { useRunCommands } from './use-run-commands.ts';

function DecisionFilters({ query }: { query: DecisionQuery }) {
  const { t } = useTranslation('sourcing');
  const outcomes = ['sourced', 'partial', 'unsourced', 'conflict'].map((value) => ({
    value,
    label: t(`outcome.${value}`),
  }));
  const filtered = query.outcomes !== undefined || query.split || query.facility !== undefined;
  return (
    <FilterBar
      search={
        <SearchInput
          value={query.search}
          onChange={(search) => query.set({ search })}
          placeholder={t('decisions.search')}
        />
      }
      onClearAll={
        filtered ? () => query.set({ outcomes: undefined, split: undefined, facility: undefined }) : undefined
      }
    >
      <MultiSelectFilter
        label={t('column.outcome')}
        options={outcomes}
        value={query.outcomes}
        onChange={(next) => query.set({ outcomes: next as DecisionQuery['outcomes'] })}
      />
      <ToggleFilter
        label={t('decisions.split')}
        value={query.split}
        onChange={(split) => query.set({ split })}
      />
      {query.facility && (
        <ToggleFilter
          label={t('decisions.facility', { code: query.facility })}
          value
          onChange={() => query.set({ facility: undefined })}
        />
      )}
      <Select
        size="small"
        value={query.sort}
        onChange={(event) => query.set({ sort: event.target.value as DecisionQuery['sort'] })}
        inputProps={{ 'aria-label': t('decisions.sort') }}
      >
        {DECISION_SORTS.map((sort) => (
          <MenuItem key={sort} value={sort}>
            {t(`decisions.sortBy.${sort}`)}
          </MenuItem>
        ))}
      </Select>
    </FilterBar>
  );
}

interface RunActionsProps {
  run: SourcingRunView;
  busy: boolean;
  onAsk: (question: RunQuestion) => void;
}

function RunActions({ run, busy, onAsk }: RunActionsProps) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  const applicable = run.outcomes.sourced + run.outcomes.partial;
  return (
    <>
      <RunStatusChip status={run.status} />
      {run.status === 'proposed' && (
        <>
          <Button variant="text" disabled={busy} onClick={() => onAsk('discard')}>
            {t('run.discard')}
          </Button>
          <Button
            variant="contained"
            color="primary"
            startIcon={<CheckCheck size={14} />}
            disabled={busy || applicable === 0}
            onClick={() => onAsk('apply')}
          >
            {t('run.apply', { count: applicable, formatted: format.integer(applicable) })}
          </Button>
        </>
      )}
      {run.status === 'applied' && (
        <Button startIcon={<Undo2 size={14} />} disabled={busy} onClick={() => onAsk('undo')}>
          {t('run.undo')}
        </Button>
      )}
    </>
  );
}

function JobLine({
  share,
  message,
  onCancel,
}: {
  share: number | null;
  message: string;
  onCancel: () => void;
}) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  return (
    <div
      role="status"
      style={{
        display: 'flex',
        alignItems: 'center',
        gap: 12,
        padding: '6px 12px',
        borderBottom: `1px solid ${tokens.line}`,
      }}
    >
      <span style={{ color: tokens.textMuted, whiteSpace: 'nowrap' }}>{message || t('run.working')}</span>
      <LinearProgress
        sx={{ flex: 1 }}
        variant={share === null ? 'indeterminate' : 'determinate'}
        value={(share ?? 0) * 100}
        aria-label={share === null ? t('run.working') : format.percent(share, 0)}
      />
      <Button size="small" onClick={onCancel}>
        {t('dialog.stop')}
      </Button>
    </div>
  );
}

/** The decision of one order of the run, from the URL's `order`. */
function useDecision(runId: number, number: string | null) {
  const { data, error } = useQuery({
    ...orpc.sourcing.decisions.queryOptions({ input: { runId, search: number ?? '', limit: 50 } }),
    enabled: number !== null,
  });
  const decision = data && (data.rows.find((row) => row.number === number) ?? null);
  return { decision, error };
}

/** One run: its numbers, its decisions with their reasons, and what to do with it. */
export function RunPage({ runId }: { runId: number }) {
  const { t } = useTranslation(['sourcing', 'common']);
  const format = useFormat();
  const [params, setParams] = useSearchParams();
  const [question, setQuestion] = useState<RunQuestion | null>(null);
  const query = useDecisionQuery();
  const commands = useRunCommands(runId);
  const number = params.get('order');
  const { decision, error: decisionError } = useDecision(runId, number);
  const {
    data: run,
    error,
    refetch,
  } = useQuery({
    ...orpc.sourcing.run.queryOptions({ input: { runId } }),
    placeholderData: keepPreviousData,
  });
  useUndoCommand(t('title'));
  useCommand({
    id: 'sourcing.apply',
    title: t('run.applyCommand'),
    group: t('title'),
    shortcut: '$mod+Enter',
    icon: CheckCheck,
    enabled: run?.status === 'proposed' && !commands.job.running && question === null,
    run: () => setQuestion('apply'),
  });
  const openDecision = (next: string | null) => {
    const changed = new URLSearchParams(params);
    if (next) changed.set('order', next);
    else changed.delete('order');
    setParams(changed, { replace: number !== null && next !== null });
  };
  const title = t('run.name', { id: format.integer(runId) });
  return (
    <Screen
      title={title}
      crumbs={[{ label: t('title'), to: links.sourcing() }]}
      toolbar={<DecisionFilters query={query} />}
      actions={run && <RunActions run={run} busy={commands.job.running} onAsk={setQuestion} />}
    >
      {commands.job.running && (
        <JobLine
          share={commands.job.progress}
          message={commands.job.message}
          onCancel={commands.job.cancel}
        />
      )}
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : run === undefined ? (
        <div style={{ padding: 16 }}>
          <PaneSkeleton blocks={1} />
        </div>
      ) : (
        <>
          <RunSummary
            run={run}
            facility={query.facility ?? null}
            onFacility={(facility) => query.set({ facility: facility ?? undefined })}
          />
          <DecisionsTable run={run} query={query} activeNumber={number} onOpen={openDecision} />
          <RunDialogs run={run} question={question} commands={commands} onClose={() => setQuestion(null)} />
        </>
      )}
      {number && (
        <DecisionPane
          number={number}
          decision={decision}
          error={decisionError}
          onClose={() => openDecision(null)}
        />
      )}
    </Screen>
  );
}
