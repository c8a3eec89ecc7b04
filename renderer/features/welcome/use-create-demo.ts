import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../lib/errors.ts';
import { orpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

/** Starts the job that fills the workspace with the demo network. */
export function useCreateDemo() {
  const { t } = useTranslation('common');
  const [jobId, setJobId] = useState<string | null>(null);
  const { mutate, isPending } = useMutation(
    orpc.workspace.createDemo.mutationOptions({
      onSuccess: (started) => setJobId(started.jobId),
      onError: (error) => {
        const { title, action } = describeError(error, t);
        showToast({ severity: 'critical', message: title, detail: action });
      },
    }),
  );
  return { jobId, starting: isPending, start: () => mutate({}), reset: () => setJobId(null) };
}
