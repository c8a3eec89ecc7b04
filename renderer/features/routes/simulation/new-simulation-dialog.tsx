import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { usePersisted } from '../../lists/use-persisted.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { remembered } from '../ask/plan-parameters.ts';
import { noonOf } from './change-lines.ts';
import { ParametersDialog } from './parameters-dialog.tsx';
import { useSimulationTelling } from './use-simulation.ts';

interface NewSimulationDialogProps {
  /** Begin as this plan was made. */
  like: number | null;
  onClose: () => void;
}

/** Where the fleet stands: the depot with most vehicles. */
function useUsualDepot(): { depot: string | null; known: boolean } {
  const { data } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  const counts = new Map<string, number>();
  for (const { facility, count } of (data ?? []).flatMap(({ vehicles }) => vehicles))
    counts.set(facility, (counts.get(facility) ?? 0) + count);
  const [most] = [...counts].sort((a, b) => b[1] - a[1]);
  return { depot: most?.[0] ?? null, known: data !== undefined };
}

/** Asks what a new simulation begins with, and opens it with one scenario: everything as usual. */
export function NewSimulationDialog({ like, onClose }: NewSimulationDialogProps) {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const navigate = useNavigate();
  const tell = useSimulationTelling();
  const facilityName = useFacilityNames();
  const [stored, setStored] = usePersisted<Partial<RouteParameters>>('routes.parameters', {});
  const usual = useUsualDepot();
  const { data: plan } = useQuery({
    ...orpc.routes.plan.queryOptions({ input: { planId: like ?? 0 } }),
    enabled: like !== null,
  });
  if (!usual.known || (like !== null && !plan)) return null;
  const kept = remembered(stored);
  const depots = kept.depots.length > 0 || usual.depot === null ? kept.depots : [usual.depot];
  const create = async (name: string, parameters: RouteParameters) => {
    const scenarios = [{ name: t('scenario.usual'), changes: {} }];
    const made = await tell(() => rpc.simulations.save({ name, parameters, scenarios }));
    if (!made) return false;
    setStored(parameters);
    void navigate(links.simulation(made.id));
    return true;
  };
  return (
    <ParametersDialog
      title={t('new.title')}
      text={t('new.text')}
      name=""
      suggestName={(parameters) =>
        t('new.suggested', {
          depots: parameters.depots.map(facilityName).join(' + '),
          date: format.dateShort(noonOf(parameters.day), 'UTC'),
        })
      }
      parameters={plan?.parameters ?? { ...kept, depots }}
      basis={null}
      confirmLabel={t('new.create')}
      onConfirm={create}
      onClose={onClose}
    />
  );
}
