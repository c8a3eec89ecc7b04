import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { DemoCarriers } from '../../../core/contract/demo-carriers.ts';
import { describeError } from '../../lib/errors.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

export interface DemoChange {
  running?: boolean;
  speed?: number;
  switches?: Partial<DemoCarriers['switches']>;
}

/** The demo carriers: what they do now, and changing it. */
export function useDemoCarriers() {
  const { t } = useTranslation(['feeds', 'common']);
  const client = useQueryClient();
  const options = orpc.feeds.demoCarriers.queryOptions();
  const { data } = useQuery(options);
  const { mutateAsync, isPending } = useMutation({
    mutationFn: (change: DemoChange) => rpc.feeds.setDemoCarriers(change),
    onSuccess: (state) => client.setQueryData(options.queryKey, state),
    onError: (error) => {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    },
  });
  const change = (wanted: DemoChange) => mutateAsync(wanted).catch(() => null);
  return { state: data, busy: isPending, change };
}
