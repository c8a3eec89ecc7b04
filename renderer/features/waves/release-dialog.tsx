import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { ReleaseMessages } from './release-messages.tsx';

const MOST_NAMED = 3;

/** Says exactly what releasing would do now, and asks. */
export function ReleaseDialog({
  waveIds,
  onConfirm,
  onClose,
}: {
  waveIds: number[];
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useTranslation(['waves', 'feeds']);
  const format = useFormat();
  const { data, error } = useQuery({
    ...orpc.waves.preview.queryOptions({ input: { waveIds } }),
    staleTime: 0,
    gcTime: 0,
  });
  const lines = data
    ? [
        t('release.orders', { count: data.orders, units: format.integer(data.units) }),
        t('release.shipments', { count: data.shipments }),
        data.messages.length === 0
          ? t('release.noMessages')
          : [
              data.messages.map(({ feed, count }) => t('release.messages', { count, feed })).join('; '),
              <ReleaseMessages key="messages" waveIds={waveIds} />,
            ],
        ...data.refused.slice(0, MOST_NAMED).map(({ reason }) => reason),
        ...(data.refused.length > MOST_NAMED
          ? [t('release.moreRefused', { count: data.refused.length - MOST_NAMED })]
          : []),
      ]
    : [];
  return (
    <ConfirmDialog
      open
      title={t('release.title', { count: waveIds.length })}
      consequences={lines}
      confirmLabel={t('action.release', { count: waveIds.length })}
      blocked={!data || data.orders === 0}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {error ? <ErrorState error={error} /> : data ? null : <PaneSkeleton blocks={1} />}
    </ConfirmDialog>
  );
}
