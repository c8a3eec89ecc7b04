import Button from '@mui/material/Button';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';
import { useTopicVersion } from '../../../lib/events.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, PlainTable } from '../import-styles.ts';

const PAGE = 10;

type Run = Awaited<ReturnType<typeof rpc.import.runs>>['rows'][number];

export const RUN_TONES: Record<Run['status'], ChipTone> = {
  running: 'accent',
  done: 'ok',
  failed: 'critical',
  cancelled: 'neutral',
  interrupted: 'warning',
};

function useRuns() {
  const version = useTopicVersion('quarantine.changed', 'orders.changed', 'stock.changed', 'network.changed');
  return useInfiniteQuery({
    queryKey: ['import-runs', version],
    queryFn: ({ pageParam, signal }) => rpc.import.runs({ offset: pageParam, limit: PAGE }, { signal }),
    initialPageParam: 0,
    getNextPageParam: (last, pages) => (pages.length * PAGE < last.total ? pages.length * PAGE : undefined),
    placeholderData: (previous) => previous,
    refetchOnMount: 'always',
  });
}

function Count({ value }: { value: number | undefined }) {
  const format = useFormat();
  return <td className={value ? 'end' : 'end zero'}>{format.integer(value)}</td>;
}

function RunRow({ run }: { run: Run }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const totals = run.account?.totals;
  const [first, ...more] = run.files;
  return (
    <tr>
      <th scope="row">
        <Link to={links.importRun(run.id)} style={{ color: tokens.accent, fontWeight: 520 }}>
          {first ?? t('run.title', { id: run.id })}
        </Link>
        {more.length > 0 && (
          <span style={{ color: tokens.textMuted }} title={more.join(', ')}>
            {' '}
            {t('runs.more', { count: more.length, formatted: format.integer(more.length) })}
          </span>
        )}
      </th>
      <td>
        <StatusChip tone={RUN_TONES[run.status]} label={t(`runs.status.${run.status}`)} quiet />
      </td>
      <td title={format.instant(run.startedAt)}>{format.dateTime(run.startedAt)}</td>
      <td>{run.actor}</td>
      <Count value={totals?.rows} />
      <Count value={totals?.inserted} />
      <Count value={totals?.updated} />
      <Count value={totals?.unchanged} />
      <Count value={totals?.duplicates} />
      <Count value={totals?.quarantined} />
    </tr>
  );
}

const OUTCOMES = ['rows', 'inserted', 'updated', 'unchanged', 'duplicates', 'quarantined'] as const;

/** Past imports, newest first, each with its account. */
export function RunsList() {
  const { t } = useTranslation(['import', 'common']);
  const { data, error, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = useRuns();
  const runs = data?.pages.flatMap((page) => page.rows);
  if (!error && runs?.length === 0) return null;
  return (
    <Panel aria-labelledby="import-runs">
      <header>
        <h2 id="import-runs">{t('runs.title')}</h2>
      </header>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div style={{ overflowX: 'auto' }}>
          <PlainTable aria-labelledby="import-runs" aria-busy={runs === undefined}>
            <thead>
              <tr>
                <th scope="col">{t('runs.files')}</th>
                <th scope="col">{t('runs.state')}</th>
                <th scope="col">{t('runs.startedAt')}</th>
                <th scope="col">{t('runs.actor')}</th>
                {OUTCOMES.map((outcome) => (
                  <th key={outcome} scope="col" className="end">
                    {t(`outcome.${outcome}`)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {runs?.map((run) => (
                <RunRow key={run.id} run={run} />
              ))}
            </tbody>
          </PlainTable>
        </div>
      )}
      {hasNextPage && (
        <Button
          size="small"
          variant="text"
          sx={{ m: 1 }}
          disabled={isFetchingNextPage}
          onClick={() => void fetchNextPage()}
        >
          {t('common:action.showMore')}
        </Button>
      )}
    </Panel>
  );
}
