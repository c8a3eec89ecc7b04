import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { useConnectors } from '../use-feeds.ts';
import { Wizard } from './wizard.tsx';

/** Changes a feed's settings, tries them, and its schedule. */
export function EditFeedPage() {
  const { t } = useTranslation('feeds');
  const id = Number(useParams().id);
  const { data: connectors } = useConnectors();
  const { data, error, refetch } = useQuery(orpc.feeds.get.queryOptions({ input: { id } }));
  const connector = connectors?.find((one) => one.id === data?.feed.connector);
  return (
    <Screen
      title={data ? t('wizard.editOf', { name: data.feed.name }) : t('wizard.edit')}
      crumbs={[{ label: t('title'), to: links.feeds() }]}
    >
      {error && !data && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data && connector && <Wizard key={id} connector={connector} known={data} />}
    </Screen>
  );
}
