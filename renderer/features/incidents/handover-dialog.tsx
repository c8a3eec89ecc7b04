import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { useQuery } from '@tanstack/react-query';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import type { OwnerFilter } from '../../../core/contract/owner-filter.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { currentLanguage } from '../../lib/i18n.ts';
import { orpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';

/** What the next shift should know, to copy. */
export function HandoverDialog({ owner, onClose }: { owner: OwnerFilter; onClose: () => void }) {
  const { t } = useTranslation(['incidents', 'common']);
  const titleId = useId();
  const { data, error } = useQuery({
    ...orpc.incidents.handover.queryOptions({ input: { language: currentLanguage(), owner } }),
    staleTime: 0,
    gcTime: 0,
  });
  const copy = async () => {
    await navigator.clipboard.writeText(data?.text ?? '');
    showToast({ message: t('told.copied') });
    onClose();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('handover.title')}</DialogTitle>
      <DialogContent>
        <p style={{ color: tokens.textMuted, marginBottom: 8 }}>
          {t('handover.hint')} · {t('owner.label')}: {t(`owner.${owner}`)}
        </p>
        {error && <ErrorState error={error} />}
        {data ? (
          <pre style={{ whiteSpace: 'pre-wrap', font: 'inherit', margin: 0 }}>{data.text}</pre>
        ) : (
          !error && <PaneSkeleton blocks={1} />
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose}>
          {t('common:action.close')}
        </Button>
        <Button variant="contained" disabled={!data} onClick={() => void copy()}>
          {t('handover.copy')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
