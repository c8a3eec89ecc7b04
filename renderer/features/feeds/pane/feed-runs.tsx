import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedRun } from '../../../../core/contract/feeds.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { usePersisted } from '../../lists/use-persisted.ts';
import { useFeedWords } from '../feed-words.ts';
import { RunChart } from './run-chart.tsx';
import { runParts, runSeconds } from './run-figures.ts';

const SHOWN_IN_CHART = 40;
const SHOWN_AT_FIRST = 8;

const TONES: Record<FeedRun['status'], ChipTone> = {
  running: 'accent',
  done: 'ok',
  failed: 'critical',
  cancelled: 'neutral',
  interrupted: 'warning',
};

function RunRow({ run }: { run: FeedRun }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const parts = runParts(run);
  const fault = run.error && words.fault(run.error);
  return (
    <>
      <tr>
        <th scope="row" title={format.instant(run.startedAt)}>
          {format.dateTime(run.startedAt)}
          <div style={{ color: tokens.textMuted }}>{t(`runs.kind.${run.kind}`)}</div>
        </th>
        <td>
          <StatusChip quiet tone={TONES[run.status]} label={t(`runs.status.${run.status}`)} />
        </td>
        <td className="end">{format.duration(runSeconds(run))}</td>
        {(['applied', 'unchanged', 'setAside'] as const).map((part) => (
          <td key={part} className={parts[part] === 0 ? 'end zero' : 'end'}>
            {format.integer(parts[part])}
          </td>
        ))}
      </tr>
      {fault && (
        <tr>
          <td
            colSpan={6}
            style={{ color: tokens.textMuted, whiteSpace: 'normal' }}
            title={fault.detail ?? undefined}
          >
            {[fault.title, fault.action].filter(Boolean).join(' ')}
          </td>
        </tr>
      )}
    </>
  );
}

function RunTable({ runs }: { runs: readonly FeedRun[] }) {
  const { t } = useTranslation('feeds');
  const [all, setAll] = useState(false);
  const shown = all ? runs : runs.slice(0, SHOWN_AT_FIRST);
  return (
    <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
      <PlainTable aria-label={t('runs.title')}>
        <thead>
          <tr>
            <th scope="col">{t('runs.started')}</th>
            <th scope="col">{t('runs.state')}</th>
            <th scope="col" className="end">
              {t('runs.took')}
            </th>
            <th scope="col" className="end">
              {t('runs.part.applied')}
            </th>
            <th scope="col" className="end">
              {t('runs.part.unchanged')}
            </th>
            <th scope="col" className="end">
              {t('runs.part.setAside')}
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((run) => (
            <RunRow key={run.id} run={run} />
          ))}
        </tbody>
      </PlainTable>
      {shown.length < runs.length && (
        <Button size="small" variant="text" sx={{ m: 1 }} onClick={() => setAll(true)}>
          {t('runs.all', { count: runs.length })}
        </Button>
      )}
    </div>
  );
}

/** The last runs, drawn or as a table. */
export function FeedRuns({ feedId }: { feedId: number }) {
  const { t } = useTranslation('feeds');
  const [mode, setMode] = usePersisted<'chart' | 'table'>('feeds.runs', 'chart');
  const { data, error, refetch } = useQuery({
    ...orpc.feeds.runs.queryOptions({ input: { feedId, limit: SHOWN_IN_CHART } }),
    placeholderData: keepPreviousData,
  });
  const runs = data?.rows ?? [];
  return (
    <Section
      title={t('runs.title')}
      actions={
        <ToggleButtonGroup
          exclusive
          value={mode}
          aria-label={t('runs.show')}
          onChange={(_, next: typeof mode | null) => next && setMode(next)}
        >
          <ToggleButton value="chart">{t('runs.asChart')}</ToggleButton>
          <ToggleButton value="table">{t('runs.asTable')}</ToggleButton>
        </ToggleButtonGroup>
      }
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : runs.length === 0 ? (
        <p style={{ color: tokens.textMuted, minHeight: 64 }}>{data && t('runs.none')}</p>
      ) : mode === 'chart' ? (
        <RunChart runs={runs} />
      ) : (
        <RunTable runs={runs} />
      )}
    </Section>
  );
}
