import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../../lib/format.ts';
import type { FeedActions } from '../use-feed-actions.ts';

const MONTH_MS = 30 * 86_400_000;

interface BackfillDialogProps {
  feed: FeedView;
  actions: FeedActions;
  onClose: () => void;
}

/** Asks from which day everything is to be read again. */
export function BackfillDialog({ feed, actions, onClose }: BackfillDialogProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const [day, setDay] = useState(() => new Date(Date.now() - MONTH_MS).toISOString().slice(0, 10));
  const from = new Date(`${day}T00:00`).getTime();
  const valid = Number.isFinite(from) && from < Date.now();
  return (
    <ConfirmDialog
      open
      title={t('backfill.title', { name: feed.name })}
      confirmLabel={t('backfill.confirm', { date: format.date(valid ? from : null) })}
      consequences={[t('backfill.again'), t('backfill.safe'), t('backfill.calls')]}
      blocked={!valid}
      busy={actions.busy}
      focusContent
      onConfirm={() => void actions.backfill(feed, from).then((done) => done && onClose())}
      onClose={onClose}
    >
      <TextField
        type="date"
        label={t('backfill.from')}
        value={day}
        error={!valid}
        helperText={valid ? undefined : t('backfill.past')}
        onChange={(event) => setDay(event.target.value)}
        autoFocus
        fullWidth
        sx={{ marginTop: 2 }}
      />
    </ConfirmDialog>
  );
}
