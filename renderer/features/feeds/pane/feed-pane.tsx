import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { ConnectorView, FeedView } from '../../../../core/contract/feeds.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { FactList } from '../../../components/display/fact-list.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { Age, Until } from '../age.tsx';
import { FeedHealth } from '../feed-health.tsx';
import { useFeedWords } from '../feed-words.ts';
import type { FeedActions } from '../use-feed-actions.ts';
import { useConnectors, useFeeds } from '../use-feeds.ts';
import { BackfillDialog } from './backfill-dialog.tsx';
import { DemoPanel } from './demo-panel.tsx';
import { FeedButtons, type FeedQuestion } from './feed-buttons.tsx';
import { FeedCensus } from './feed-census.tsx';
import { CallBudget, FeedFigures } from './feed-figures.tsx';
import { FeedRuns } from './feed-runs.tsx';
import { FeedTrouble } from './feed-trouble.tsx';
import { HookAddress } from './hook-address.tsx';
import { RemoveDialog } from './remove-dialog.tsx';
import { RunNow } from './run-now.tsx';

function Facts({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  return (
    <FactList
      facts={[
        { label: t('facts.brings'), value: words.kinds(feed.kinds) || t('facts.nothing') },
        {
          label: t('facts.delivers'),
          value: feed.delivers.length > 0 ? feed.delivers.map(words.message).join(', ') : null,
        },
        { label: t('facts.schedule'), value: words.interval(feed.intervalSeconds) },
        { label: t('facts.calls'), value: <CallBudget calls={feed.calls} /> },
        { label: t('facts.lastRecord'), value: <Age at={feed.lastRecordAt} /> },
        { label: t('facts.lastAttempt'), value: <Age at={feed.lastAttemptAt} /> },
        { label: t('facts.code'), value: feed.code },
      ]}
    />
  );
}

function NextRun({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  if (!feed.active) return t('next.paused');
  if (feed.nextRunAt === null) return t(feed.intervalSeconds === 0 ? 'next.onDemand' : 'next.soon');
  return (
    <>
      {t('next.at')} <Until at={feed.nextRunAt} due={t('list.soon')} />
    </>
  );
}

interface ContentProps {
  feed: FeedView;
  connector: ConnectorView | undefined;
  actions: FeedActions;
}

function Content({ feed, connector, actions }: ContentProps) {
  const { t } = useTranslation('feeds');
  const { data } = useQuery(orpc.feeds.get.queryOptions({ input: { id: feed.id } }));
  return (
    <>
      <FeedTrouble feed={feed} />
      <RunNow feed={feed} actions={actions} next={<NextRun feed={feed} />} />
      <FeedFigures feed={feed} />
      {feed.family === 'demo' && <DemoPanel />}
      <FeedRuns feedId={feed.id} />
      {data?.hookPath && <HookAddress path={data.hookPath} />}
      <Section title={t('facts.title')}>
        <Facts feed={feed} />
      </Section>
      {connector?.abilities.reconcile && <FeedCensus feed={feed} />}
    </>
  );
}

interface FeedPaneProps {
  id: number;
  actions: FeedActions;
  onClose: () => void;
}

/** One feed: how it does, what it brought, what it costs, and what may be asked of it. */
export function FeedPane({ id, actions, onClose }: FeedPaneProps) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const navigate = useNavigate();
  const { data, error, refetch } = useFeeds();
  const { data: connectors } = useConnectors();
  const [asked, setAsked] = useState<'backfill' | 'remove' | null>(null);
  const feed = data?.find((one) => one.id === id);
  const connector = connectors?.find((one) => one.id === feed?.connector);
  const ask = (question: FeedQuestion) => {
    if (!feed) return;
    if (question === 'sync') void actions.sync(feed);
    else if (question === 'reconcile') void actions.reconcile(feed);
    else if (question === 'pause' || question === 'resume')
      void actions.setActive(feed, question === 'resume');
    else if (question === 'edit') void navigate(links.editFeed(feed.id));
    else setAsked(question);
  };
  return (
    <SidePane
      name="feed"
      title={feed?.name ?? t('pane.title', { id })}
      subtitle={feed ? words.connector(feed.connector) : ' '}
      actions={feed && <FeedHealth health={feed.health} />}
      width={520}
      onClose={onClose}
      footer={feed && <FeedButtons feed={feed} connector={connector} busy={actions.busy} onAsk={ask} />}
    >
      {feed ? (
        <Content feed={feed} connector={connector} actions={actions} />
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <p>{t('pane.gone')}</p>
      ) : (
        <PaneSkeleton />
      )}
      {feed && asked === 'backfill' && (
        <BackfillDialog feed={feed} actions={actions} onClose={() => setAsked(null)} />
      )}
      {feed && asked === 'remove' && (
        <RemoveDialog feed={feed} actions={actions} onRemoved={onClose} onClose={() => setAsked(null)} />
      )}
    </SidePane>
  );
}
