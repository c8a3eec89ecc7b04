import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { sumFeeds, useFeeds, useOpenDifferences } from './use-feeds.ts';

/** The rooms of the feeds: connections, what came in and waits, what must go out, on what sources do not agree. */
export function FeedsTabs({ shown }: { shown: 'connections' | 'inbox' | 'outbox' | 'differences' }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { data } = useFeeds();
  const sums = sumFeeds(data ?? []);
  const differences = useOpenDifferences();
  const label = (name: string, count: number) =>
    count > 0 ? t('tabs.counted', { name, formatted: format.integer(count) }) : name;
  return (
    <Tabs
      value={shown}
      aria-label={t('tabs.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      <Tab value="connections" component={NavLink} to={links.feeds()} end label={t('tabs.connections')} />
      <Tab
        value="inbox"
        component={NavLink}
        to={links.inbox()}
        label={label(t('tabs.inbox'), sums.setAside)}
      />
      <Tab value="outbox" component={NavLink} to={links.outbox()} label={label(t('tabs.outbox'), sums.out)} />
      <Tab
        value="differences"
        component={NavLink}
        to={links.differences()}
        label={label(t('tabs.differences'), differences)}
      />
    </Tabs>
  );
}
