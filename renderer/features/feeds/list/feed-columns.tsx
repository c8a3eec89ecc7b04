import IconButton from '@mui/material/IconButton';
import { Pause, Play, RefreshCw } from 'lucide-react';
import { type ReactNode, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import type { DataColumn } from '../../../components/table/table-types.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Age, Until } from '../age.tsx';
import { FeedHealth } from '../feed-health.tsx';
import { useFeedWords } from '../feed-words.ts';
import { useFeedActions } from '../use-feed-actions.ts';

const quiet = (children: ReactNode) => <span style={{ color: tokens.textQuiet }}>{children}</span>;

function NextRun({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  if (feed.run) {
    const share = feed.run.progress === null ? null : format.percent(feed.run.progress, 0);
    return share === null ? t('list.running') : t('list.runningShare', { share });
  }
  if (!feed.active) return quiet(t('health.paused'));
  if (feed.nextRunAt === null) return quiet(t(feed.intervalSeconds === 0 ? 'list.onDemand' : 'list.soon'));
  return <Until at={feed.nextRunAt} due={t('list.soon')} />;
}

function LastProblem({ feed }: { feed: FeedView }) {
  const words = useFeedWords();
  if (!feed.fault || feed.health === 'healthy') return quiet('–');
  const { title, action, detail } = words.fault(feed.fault);
  return (
    <span title={detail ?? undefined}>
      {title}
      {action && <span style={{ color: tokens.textMuted }}> {action}</span>}
    </span>
  );
}

function RowActions({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const actions = useFeedActions();
  const button = (label: string, Icon: typeof Pause, run: () => void) => (
    <IconButton
      size="small"
      aria-label={label}
      title={label}
      sx={{ width: 22, height: 22 }}
      disabled={actions.busy}
      onClick={(event) => {
        event.stopPropagation();
        run();
      }}
    >
      <Icon size={13} />
    </IconButton>
  );
  return (
    <span style={{ display: 'inline-flex', gap: 2, verticalAlign: 'middle' }}>
      {button(t('action.syncOf', { name: feed.name }), RefreshCw, () => void actions.sync(feed))}
      {button(
        t(feed.active ? 'action.pauseOf' : 'action.resumeOf', { name: feed.name }),
        feed.active ? Pause : Play,
        () => void actions.setActive(feed, !feed.active),
      )}
    </span>
  );
}

/** A feed in a line: how it does, how fresh, how fast, what waits. */
export function useFeedColumns(): DataColumn<FeedView>[] {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  return useMemo(() => {
    const count = (
      id: string,
      value: (feed: FeedView) => number,
      more: Partial<DataColumn<FeedView>> = {},
    ): DataColumn<FeedView> => ({
      id,
      header: t(`column.${id}`),
      hint: t(`columnHint.${id}`),
      align: 'end',
      size: 82,
      value,
      cell: (feed) => (value(feed) === 0 ? quiet('0') : format.integer(value(feed))),
      ...more,
    });
    return [
      {
        id: 'name',
        header: t('column.name'),
        size: 250,
        pin: 'start',
        required: true,
        value: (feed) => feed.name,
        cell: (feed) => (
          <>
            <strong style={{ fontWeight: 520 }}>{feed.name}</strong>{' '}
            <span style={{ color: tokens.textMuted }}>{words.connector(feed.connector)}</span>
          </>
        ),
      },
      {
        id: 'health',
        header: t('column.health'),
        size: 104,
        value: (feed) => t(`health.${feed.health}`),
        cell: (feed) => <FeedHealth health={feed.health} quiet />,
      },
      {
        id: 'freshness',
        header: t('column.freshness'),
        hint: t('columnHint.freshness'),
        size: 100,
        align: 'end',
        value: (feed) => format.instant(feed.lastSuccessAt),
        cell: (feed) => <Age at={feed.lastSuccessAt} />,
      },
      {
        id: 'lag',
        header: t('column.lag'),
        hint: t('columnHint.lag'),
        size: 76,
        align: 'end',
        value: (feed) => feed.lagMs,
        cell: (feed) => format.duration(feed.lagMs === null ? null : Math.max(0, feed.lagMs) / 1000),
      },
      {
        id: 'throughput',
        header: t('column.throughput'),
        hint: t('columnHint.throughput'),
        size: 96,
        align: 'end',
        value: (feed) => feed.throughputPerMinute,
        cell: (feed) =>
          feed.throughputPerMinute === 0
            ? quiet('0')
            : t('list.perMinute', { formatted: format.decimal(feed.throughputPerMinute) }),
      },
      {
        id: 'problem',
        header: t('column.problem'),
        size: 150,
        grow: true,
        value: (feed) => (feed.fault && feed.health !== 'healthy' ? words.fault(feed.fault).title : null),
        cell: (feed) => <LastProblem feed={feed} />,
      },
      count('in', (feed) => feed.backlog.in),
      count('out', (feed) => feed.backlog.out),
      count('quarantined', (feed) => feed.backlog.quarantined + feed.backlog.waiting, { size: 88 }),
      {
        id: 'next',
        header: t('column.next'),
        size: 128,
        align: 'end',
        value: (feed) => format.instant(feed.nextRunAt),
        cell: (feed) => <NextRun feed={feed} />,
      },
      {
        id: 'actions',
        header: t('column.actions'),
        size: 70,
        pin: 'end',
        value: () => null,
        cell: (feed) => <RowActions feed={feed} />,
      },
    ];
  }, [t, format, words]);
}
