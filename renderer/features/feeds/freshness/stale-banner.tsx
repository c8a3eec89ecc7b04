import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RecordKind } from '../../../../core/contract/feed-records.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { useNow } from '../../../lib/now.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';
import { type StaleFeed, staleFeeds } from './freshness-words.ts';
import { useFreshness } from './use-freshness.ts';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flexShrink: 0,
  padding: '5px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.warningSoft,
  '& p': { flex: 1, minWidth: 0, lineHeight: 1.45 },
  '& strong': { fontWeight: 600 },
});

const REDRAW_MS = 10_000;

function Line({ feed }: { feed: StaleFeed }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const navigate = useNavigate();
  const now = useNow(REDRAW_MS);
  const since =
    feed.lastSuccessAt === null
      ? t('banner.never')
      : t('banner.since', {
          at: format.dateTime(feed.lastSuccessAt),
          when: format.age(feed.lastSuccessAt, now),
        });
  const fault = feed.fault && words.fault(feed.fault);
  const what = fault ? [fault.title, fault.action].filter(Boolean).join(' ') : t('banner.silent');
  return (
    <Root role="status">
      <SeverityIcon severity="warning" size={15} />
      <p>
        <strong>{feed.name}</strong>
        {t('colon')}
        {since} {t('banner.depends', { kinds: words.kinds(feed.kinds) })} {what}
      </p>
      <Button size="small" onClick={() => void navigate(links.feed(feed.feedId))}>
        {t('banner.open')}
      </Button>
    </Root>
  );
}

/** Says above a screen which feed it depends on is late or failing, since when, and what to do. */
export function StaleBanner({ kinds }: { kinds: readonly RecordKind[] }) {
  const stale = staleFeeds(useFreshness(), kinds, useNow(REDRAW_MS));
  return stale.map((feed) => <Line key={feed.feedId} feed={feed} />);
}
