import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useParams } from 'react-router';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { SimulationView } from './simulation-view.tsx';
import { SimulationsPage } from './simulations-page.tsx';

function OneSimulation({ id }: { id: number }) {
  const { t } = useTranslation(['simulation', 'routes']);
  const { data, error, refetch } = useQuery(orpc.simulations.get.queryOptions({ input: { id } }));
  if (data) return <SimulationView simulation={data} />;
  return (
    <Screen title={t('title')} crumbs={[{ label: t('routes:title'), to: links.routes() }]}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <div style={{ padding: 20 }}>
          <PaneSkeleton blocks={3} />
        </div>
      )}
    </Screen>
  );
}

/** The list of simulations, or one of them. */
export function SimulationPage() {
  const { id: text } = useParams();
  const id = Number(text);
  return text && Number.isInteger(id) ? <OneSimulation key={id} id={id} /> : <SimulationsPage />;
}
