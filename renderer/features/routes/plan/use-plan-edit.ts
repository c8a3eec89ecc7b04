import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditEffect, PlanChange, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { routeErrorWords } from '../route-errors.ts';

export interface PlanEdit {
  /** What changes would do; nothing is kept. */
  preview: (changes: PlanChange[]) => Promise<EditEffect>;
  /** Keeps changes; what goes wrong is told in a toast. */
  apply: (changes: PlanChange[]) => Promise<void>;
  /** Takes the last change back. */
  undo: () => Promise<void>;
  busy: boolean;
}

/** Changes by hand to a draft. When someone else was quicker, that is said and the plan is shown as it is now. */
export function usePlanEdit(plan: Pick<RoutePlanDetail, 'id' | 'revision'>): PlanEdit {
  const { t } = useTranslation(['routes', 'common']);
  const [busy, setBusy] = useState(false);
  const { id: planId, revision } = plan;
  const tell = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, action } = routeErrorWords(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      await queryClient.invalidateQueries({ queryKey: orpc.routes.key() });
      setBusy(false);
    }
  };
  return {
    preview: (changes) => rpc.routes.preview({ planId, changes }),
    apply: (changes) => tell(() => rpc.routes.edit({ planId, revision, changes })),
    undo: () => tell(() => rpc.routes.undoEdit({ planId })),
    busy,
  };
}
