import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { offerUndo } from '../../lists/undo.ts';
import { useRouteJob } from '../ask/use-route-job.ts';
import { routeErrorWords } from '../route-errors.ts';

/** What can be done with a whole plan, each telling how it went. */
export function usePlanCommands(plan: RoutePlanDetail) {
  const { t } = useTranslation(['routes', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const search = useRouteJob();
  const [busy, setBusy] = useState(false);
  const { id: planId } = plan;
  const tell = async (work: () => Promise<void>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, action } = routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setBusy(false);
      void queryClient.invalidateQueries({ queryKey: orpc.routes.key() });
    }
  };
  const open = (id: number) => void navigate(links.routePlan(id));
  const number = (count: number) => ({ count, formatted: format.integer(count) });
  const unpublish = () =>
    tell(async () => {
      const { shipments } = await rpc.routes.unpublish({ planId });
      showToast({ severity: 'ok', message: t('done.unpublished', number(shipments)) });
    });
  return {
    search,
    busy: busy || search.running,
    publish: (evenIfBroken: boolean) =>
      tell(async () => {
        const { stops, shipments } = await rpc.routes.publish({ planId, evenIfBroken });
        offerUndo({
          severity: 'ok',
          message: t('done.published', number(stops)),
          detail: t('done.publishedShipments', number(shipments)),
          label: t('publish.takeBack'),
          undo: unpublish,
        });
      }),
    unpublish,
    finish: () =>
      tell(async () => {
        const next = await search.follow(() => rpc.routes.finish({ planId }));
        if (next === null) return;
        showToast({ severity: 'ok', message: t('done.finished') });
        open(next);
      }),
    copy: () =>
      tell(async () => {
        const copied = await rpc.routes.copy({ planId });
        showToast({ severity: 'ok', message: t('done.copied') });
        open(copied.planId);
      }),
    rename: (name: string) => tell(async () => void (await rpc.routes.rename({ planId, name }))),
    remove: () =>
      tell(async () => {
        await rpc.routes.remove({ planId });
        showToast({ message: t('done.removed') });
        void navigate(links.routes());
      }),
  };
}

export type PlanCommands = ReturnType<typeof usePlanCommands>;
