import Checkbox from '@mui/material/Checkbox';
import FormControlLabel from '@mui/material/FormControlLabel';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';

interface RemoveDialogProps {
  name: string;
  onConfirm: (withDrafts: boolean) => void;
  onClose: () => void;
}

/** Asks before a simulation goes, and whether its drafts go with it. */
export function RemoveDialog({ name, onConfirm, onClose }: RemoveDialogProps) {
  const { t } = useTranslation('simulation');
  const [withDrafts, setWithDrafts] = useState(true);
  return (
    <ConfirmDialog
      open
      danger
      title={t('remove.question', { name })}
      consequences={[t('remove.consequence'), t(withDrafts ? 'remove.draftsGo' : 'remove.draftsStay')]}
      confirmLabel={t('remove.confirm')}
      dismissLabel={t('remove.dismiss')}
      onConfirm={() => onConfirm(withDrafts)}
      onClose={onClose}
    >
      <FormControlLabel
        control={<Checkbox checked={withDrafts} onChange={(_, checked) => setWithDrafts(checked)} />}
        label={t('remove.withDrafts')}
      />
    </ConfirmDialog>
  );
}
