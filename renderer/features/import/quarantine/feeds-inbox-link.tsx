import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';

/** The way to what feeds brought and waits in the same manner; nothing while there is none. */
export function FeedsInboxLink() {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { data } = useQuery(orpc.feeds.inbox.queryOptions({ input: { limit: 1 } }));
  if (!data?.total) return null;
  return (
    <Link to={links.inbox()} style={{ color: tokens.accent, whiteSpace: 'nowrap' }}>
      {t('quarantine.feedsToo', { count: data.total, formatted: format.integer(data.total) })}
    </Link>
  );
}
