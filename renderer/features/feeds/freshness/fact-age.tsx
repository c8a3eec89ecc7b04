import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { RecordKind } from '../../../../core/contract/feed-records.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { useNow } from '../../../lib/now.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { factsAge } from './freshness-words.ts';
import { useFreshness } from './use-freshness.ts';

const Root = styled(Link)({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 5,
  minWidth: 0,
  color: tokens.textQuiet,
  fontSize: 'calc(var(--v-font) - 1px)',
  fontVariantNumeric: 'tabular-nums',
  textDecoration: 'none',
  whiteSpace: 'nowrap',
  '&:hover': { color: tokens.text, textDecoration: 'underline' },
  '&[data-stale="true"]': { color: tokens.warning },
});

const EACH_SECOND = 1000;

interface AgeLinkProps {
  at: number | null;
  stale: boolean;
  to: string;
  /** "Stock: {{when}}" */
  label: (when: string) => ReactNode;
}

function AgeLink({ at, stale, to, label }: AgeLinkProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const now = useNow(EACH_SECOND);
  const when = at === null ? t('freshness.never') : format.age(Math.min(at, now), now);
  const title = at === null ? t('freshness.neverHint') : t('freshness.asOf', { at: format.instant(at) });
  return (
    <Root to={to} data-stale={stale} title={stale ? `${t('freshness.stale')} ${title}` : title}>
      {stale && <SeverityIcon severity="warning" size={12} />}
      {stale && <span className="visually-hidden">{t('freshness.stale')}</span>}
      {label(when)}
    </Root>
  );
}

interface FactAgeProps {
  kinds: readonly RecordKind[];
  /** Names what is meant: "Stock", "Tracking". */
  name: string;
  /** Without a feed: when the newest fact was told, by an import or a person. */
  fallback?: boolean;
}

/** How old the facts of these kinds are; a link to the feeds that bring them. */
export function FactAge({ kinds, name, fallback = false }: FactAgeProps) {
  const { t } = useTranslation('feeds');
  const age = factsAge(useFreshness(), kinds);
  const { data: info } = useQuery(orpc.workspace.info.queryOptions());
  const label = (when: string) => t('freshness.named', { name, when });
  if (age) return <AgeLink {...age} at={age.asOf} to={links.feeds()} label={label} />;
  if (!fallback || !info?.factsAt) return null;
  return <AgeLink at={info.factsAt} stale={false} to={links.feeds()} label={label} />;
}

/** Which feed last spoke of one thing, and when; nothing where no feed does. */
export function ThingAge({ kind, thingKey }: { kind: RecordKind; thingKey: string }) {
  const { t } = useTranslation('feeds');
  const brought = factsAge(useFreshness(), [kind]) !== null;
  const { data } = useQuery({
    ...orpc.feeds.sources.queryOptions({ input: { kind, key: thingKey } }),
    enabled: brought,
  });
  return data?.map(({ feedId, name, saidAt, confirmedAt, stale }) => (
    <AgeLink
      key={feedId}
      at={Math.max(saidAt, confirmedAt ?? saidAt)}
      stale={stale}
      to={links.feed(feedId)}
      label={(when) => t('freshness.named', { name, when })}
    />
  ));
}
