import { styled } from '@mui/material/styles';
import Tooltip from '@mui/material/Tooltip';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';

const REDRAW_MS = 30_000;
const JUST_NOW_MS = 60_000;

const Root = styled('span')({
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
  padding: '0 8px',
  whiteSpace: 'nowrap',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
});

/** The time, every half minute. */
function useNow(): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), REDRAW_MS);
    return () => clearInterval(timer);
  }, []);
  return now;
}

/** When the newest fact on screen was told. */
export function Freshness() {
  const { t } = useTranslation('shell');
  const format = useFormat();
  const now = useNow();
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  if (!data?.factsAt) return null;
  const at = Math.min(data.factsAt, now);
  return (
    <Tooltip title={t('freshness.detail', { at: format.instant(data.factsAt) })}>
      <Root>
        {now - at < JUST_NOW_MS
          ? t('freshness.now')
          : t('freshness.label', { when: format.relative(at, now) })}
      </Root>
    </Tooltip>
  );
}
