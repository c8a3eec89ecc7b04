import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { usePersisted } from '../../lists/use-persisted.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { busiestDepot, remembered } from '../ask/plan-parameters.ts';
import { noonOf } from './change-lines.ts';
import { ParametersDialog } from './parameters-dialog.tsx';
import { useSimulationTelling } from './use-simulation.ts';

interface NewSimulationDialogProps {
  /** Begin as this plan was made. */
  like: number | null;
  onClose: () => void;
}

/** Asks what a new simulation begins with, and opens it with one scenario: everything as usual. */
export function NewSimulationDialog({ like, onClose }: NewSimulationDialogProps) {
  const { t } = useTranslation('simulation');
  const format = useFormat();
  const navigate = useNavigate();
  const tell = useSimulationTelling();
  const facilityName = useFacilityNames();
  const [stored, setStored] = usePersisted<Partial<RouteParameters>>('routes.parameters', {});
  const { data: types } = useQuery(orpc.fleets.vehicleTypes.queryOptions());
  const { data: plan } = useQuery({
    ...orpc.routes.plan.queryOptions({ input: { planId: like ?? 0 } }),
    enabled: like !== null,
  });
  if (!types || (like !== null && !plan)) return null;
  const usual = busiestDepot(types);
  const kept = remembered(stored);
  const depots = kept.depots.length > 0 || usual === undefined ? kept.depots : [usual];
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
