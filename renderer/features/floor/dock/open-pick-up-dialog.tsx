import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { orpc } from '../../../lib/rpc.ts';

interface OpenPickUpDialogProps {
  onOpen: (input: { carrier: string; cutOffMinutes?: number }) => void;
  onClose: () => void;
}

/** Asks whose vehicle comes, and until when it waits. */
export function OpenPickUpDialog({ onOpen, onClose }: OpenPickUpDialogProps) {
  const { t } = useTranslation('floor-dock');
  const { data: carriers = [] } = useQuery(orpc.carriers.settings.queryOptions());
  const [carrier, setCarrier] = useState<string | null>(null);
  const [time, setTime] = useState('');
  const [hours, minutes] = time.split(':').map(Number);
  const open = () => {
    if (carrier === null) return;
    const asked = hours === undefined || minutes === undefined ? {} : { cutOffMinutes: hours * 60 + minutes };
    onOpen({ carrier, ...asked });
  };
  return (
    <ConfirmDialog
      open
      large
      title={t('dock.open.title')}
      confirmLabel={t('dock.open.confirm')}
      blocked={carrier === null}
      focusContent
      onConfirm={open}
      onClose={onClose}
    >
      <Autocomplete
        options={carriers}
        value={carriers.find(({ code }) => code === carrier) ?? null}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ code }) => code}
        onChange={(_, chosen) => setCarrier(chosen?.code ?? null)}
        renderInput={(params) => <TextField {...params} autoFocus label={t('dock.open.carrier')} />}
        sx={{ marginTop: '6px' }}
      />
      <TextField
        type="time"
        label={t('dock.open.cutOff')}
        helperText={t('dock.open.cutOffText')}
        value={time}
        onChange={({ target }) => setTime(target.value)}
        slotProps={{ inputLabel: { shrink: true } }}
      />
    </ConfirmDialog>
  );
}
