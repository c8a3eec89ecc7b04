import LinearProgress from '@mui/material/LinearProgress';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { describeError } from '../../../lib/errors.ts';
import { links } from '../../../lib/navigation.ts';
import { showToast } from '../../../lib/toasts.ts';
import { useSourcingJob } from '../../sourcing/use-sourcing-job.ts';

interface ResourceDialogProps {
  detail: OrderDetail;
  onClose: () => void;
}

/** Looks for a better plan of an order whose goods are reserved already, and swaps the reservations for it. */
export function ResourceDialog({ detail, onClose }: ResourceDialogProps) {
  const { t } = useTranslation(['orders', 'common']);
  const navigate = useNavigate();
  const job = useSourcingJob();
  const { number } = detail.order;
  const confirm = async () => {
    try {
      const outcome = await job.resource(number);
      if (!outcome) return;
      showToast({
        severity: outcome.changed ? 'ok' : 'info',
        message: t(outcome.changed ? 'resource.changed' : 'resource.same', { number }),
        action: {
          label: t('resource.see'),
          run: () => void navigate(`${links.sourcingRun(outcome.runId)}?order=${number}`),
        },
      });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      onClose();
    }
  };
  return (
    <ConfirmDialog
      open
      title={t('resource.title', { number })}
      confirmLabel={t('resource.confirm')}
      busy={job.running}
      consequences={[t('resource.free'), t('resource.swap'), t('resource.nothing')]}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      {job.running && <LinearProgress aria-label={t('resource.working')} />}
    </ConfirmDialog>
  );
}
