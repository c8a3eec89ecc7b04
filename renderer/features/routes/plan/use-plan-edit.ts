import { ORPCError } from '@orpc/client';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EditEffect, PlanChange, RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { describeError } from '../../../lib/errors.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';

export interface PlanEdit {
  /** What changes would do; nothing is kept. */
  preview: (changes: PlanChange[]) => Promise<EditEffect>;
  /** Keeps changes; what goes wrong is told in a toast. */
  apply: (changes: PlanChange[]) => Promise<void>;
  /** Takes the last change back. */
  undo: () => Promise<void>;
  busy: boolean;
}

function reasonOf(error: unknown): string | undefined {
  return error instanceof ORPCError ? (error.data as { reason?: string } | undefined)?.reason : undefined;
}

/** Changes by hand to a draft. When someone else was quicker, the plan is read again and that is said. */
export function usePlanEdit(plan: Pick<RoutePlanDetail, 'id' | 'revision'>): PlanEdit {
  const { t } = useTranslation(['routes', 'common']);
  const [busy, setBusy] = useState(false);
  const { id: planId, revision } = plan;
  const tell = async (work: () => Promise<unknown>) => {
    setBusy(true);
    try {
      await work();
    } catch (error) {
      const { title, action } = describeError(error, t);
      const words =
        reasonOf(error) === 'changedMeanwhile'
          ? { message: t('edit.changedMeanwhile'), detail: t('edit.changedMeanwhileAction') }
          : { message: title, detail: action };
      showToast({ severity: 'critical', ...words });
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
