import Button from '@mui/material/Button';
import { Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { Screen } from '../../../components/layout/screen.tsx';
import { DataTable } from '../../../components/table/data-table.tsx';
import { useRows } from '../../../components/table/use-paged-rows.ts';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { useIdPane } from '../../lists/use-id-pane.ts';
import { useListState } from '../../lists/use-list-state.ts';
import { FeedsTabs } from '../feeds-tabs.tsx';
import { FeedPane } from '../pane/feed-pane.tsx';
import { useDemoCarriers } from '../use-demo-carriers.ts';
import { useFeedActions } from '../use-feed-actions.ts';
import { useFeeds } from '../use-feeds.ts';
import { useFeedColumns } from './feed-columns.tsx';
import { FeedsEmpty } from './feeds-empty.tsx';

/** Adding a feed and asking each for what is new, by palette and keys. */
function useFeedsCommands(
  feeds: readonly FeedView[] | undefined,
  actions: ReturnType<typeof useFeedActions>,
) {
  const { t } = useTranslation('feeds');
  const navigate = useNavigate();
  const group = t('title');
  useRegisterCommands([
    {
      id: 'feeds.new',
      title: t('action.add'),
      group,
      icon: Plus,
      shortcut: 'n',
      run: () => void navigate(links.newFeed()),
    },
    ...(feeds ?? [])
      .filter((feed) => feed.active)
      .map((feed) => ({
        id: `feeds.sync.${feed.id}`,
        title: t('action.syncOf', { name: feed.name }),
        group,
        run: async () => void (await actions.sync(feed)),
      })),
  ]);
}

function useStartDemo() {
  const demo = useDemoCarriers();
  const navigate = useNavigate();
  const start = async () => {
    const state = await demo.change({ running: true });
    if (state?.feedId) void navigate(links.feed(state.feedId));
  };
  const offered = demo.state !== undefined && !demo.state.running;
  return { busy: demo.busy, onDemo: offered ? () => void start() : undefined };
}

/** Every connection with its health, how fresh it is, and what waits. */
export function FeedsPage() {
  const { t } = useTranslation('feeds');
  const navigate = useNavigate();
  const list = useListState<object>('feeds');
  const { data, error, refetch } = useFeeds();
  const actions = useFeedActions();
  const columns = useFeedColumns();
  const pane = useIdPane('/feeds');
  const source = useRows(data, { error: data ? null : error, retry: () => void refetch() });
  const demo = useStartDemo();
  useFeedsCommands(data, actions);
  return (
    <Screen
      title={t('title')}
      toolbar={<FeedsTabs shown="connections" />}
      actions={
        <Button
          variant="contained"
          color="primary"
          startIcon={<Plus size={14} />}
          onClick={() => void navigate(links.newFeed())}
        >
          {t('action.add')}
        </Button>
      }
    >
      {data?.length === 0 ? (
        <FeedsEmpty {...demo} />
      ) : (
        <DataTable<FeedView>
          label={t('title')}
          columns={columns}
          rowId={(row) => row.id}
          source={source}
          view={list.view}
          onViewChange={list.setView}
          onOpen={(row) => pane.open(row.id)}
          activeId={pane.id}
        />
      )}
      {pane.id !== null && <FeedPane key={pane.id} id={pane.id} actions={actions} onClose={pane.close} />}
    </Screen>
  );
}
