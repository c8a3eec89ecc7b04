import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { RECORD_KINDS } from '../../../core/contract/feed-records.ts';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { staleFeeds } from '../../features/feeds/freshness/freshness-words.ts';
import { useFreshness } from '../../features/feeds/freshness/use-freshness.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { useNow } from '../../lib/now.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const REDRAW_MS = 30_000;
const JUST_NOW_MS = 60_000;

const Root = styled(Link)({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  minWidth: 0,
  color: tokens.textMuted,
  textDecoration: 'none',
  fontSize: 'calc(var(--v-font) - 1px)',
  padding: '0 8px',
  whiteSpace: 'nowrap',
  '& span': { overflow: 'hidden', textOverflow: 'ellipsis' },
  '&:hover': { color: tokens.text },
});

/** When the newest fact on screen was told, and whether a feed is behind; the way to the feeds. */
export function Freshness() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const now = useNow(REDRAW_MS);
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  const behind = staleFeeds(useFreshness(), RECORD_KINDS, now);
  if (!data?.factsAt) return null;
  const at = Math.min(data.factsAt, now);
  const detail = t('freshness.detail', { at: format.instant(data.factsAt) });
  const names = behind.map((feed) => feed.name).join(', ');
  return (
    <Tooltip title={names ? `${detail} ${t('freshness.behind', { names })}` : detail}>
      <Root to={links.feeds()}>
        {names && <SeverityIcon severity="warning" size={13} />}
        <span>
          {now - at < JUST_NOW_MS
            ? t('freshness.now')
            : t('freshness.label', { when: format.relative(at, now) })}
        </span>
      </Root>
    </Tooltip>
  );
}
