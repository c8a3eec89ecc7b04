import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import TextField from '@mui/material/TextField';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RouteParameters } from '../../../../core/contract/routes.ts';
import { tokens } from '../../../lib/tokens.ts';
import { DeliveriesPart } from './deliveries-part.tsx';
import type { FormPartProps } from './form-layout.tsx';
import { MoneyPart } from './money-part.tsx';
import { TimesPart } from './times-part.tsx';
import { VehiclesPart } from './vehicles-part.tsx';

interface ParametersDialogProps {
  title: string;
  text: string;
  /** What it is called; a name that is left empty is suggested. */
  name: string;
  suggestName: (parameters: RouteParameters) => string;
  parameters: RouteParameters;
  /** What a scenario differs from; null for the basis itself. */
  basis: RouteParameters | null;
  confirmLabel: string;
  /** @returns whether it was kept */
  onConfirm: (name: string, parameters: RouteParameters) => Promise<boolean>;
  onClose: () => void;
}

/** Asks what is to be planned: by the whole simulation, or otherwise by one of its scenarios. */
export function ParametersDialog(props: ParametersDialogProps) {
  const { title, text, basis, confirmLabel, suggestName, onConfirm, onClose } = props;
  const { t } = useTranslation(['simulation', 'common']);
  const titleId = useId();
  const [name, setName] = useState(props.name);
  const [parameters, setParameters] = useState(props.parameters);
  const [busy, setBusy] = useState(false);
  const set = (patch: Partial<RouteParameters>) => setParameters((now) => ({ ...now, ...patch }));
  const part: FormPartProps = { value: parameters, set, basis };
  const { deliveryHours, depots, sources } = parameters;
  const complete =
    depots.length > 0 && sources.length > 0 && deliveryHours.toMinutes > deliveryHours.fromMinutes;
  const suggested = suggestName(parameters);
  const submit = async () => {
    setBusy(true);
    const kept = await onConfirm(name.trim() || suggested, parameters);
    setBusy(false);
    if (kept) onClose();
  };
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="md" fullWidth>
      <form
        style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}
        onSubmit={(event) => {
          event.preventDefault();
          if (complete && !busy) void submit();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          <p style={{ color: tokens.textMuted, marginBottom: 14 }}>{text}</p>
          <TextField
            fullWidth
            autoFocus
            label={t('field.name')}
            value={name}
            placeholder={suggested}
            onChange={(event) => setName(event.target.value.slice(0, 80))}
            slotProps={{ inputLabel: { shrink: true } }}
            sx={{ marginBottom: '18px' }}
          />
          <DeliveriesPart {...part} />
          <VehiclesPart {...part} />
          <TimesPart {...part} />
          <MoneyPart {...part} />
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose} disabled={busy}>
            {t('common:action.cancel')}
          </Button>
          <Button type="submit" variant="contained" color="primary" disabled={!complete || busy}>
            {confirmLabel}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
  );
}
