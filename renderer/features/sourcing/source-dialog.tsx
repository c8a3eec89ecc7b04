import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import LinearProgress from '@mui/material/LinearProgress';
import { useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { SourcingSelection } from '../../../core/contract/sourcing.ts';
import { describeError } from '../../lib/errors.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { usePreferences } from '../../lib/preferences.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { usePersisted } from '../lists/use-persisted.ts';
import { DEFAULT_PARAMETERS, type EditedParameters, ParametersForm } from './parameters-form.tsx';
import { useSourcingJob } from './use-sourcing-job.ts';

export interface SourceDialogProps {
  selection: SourcingSelection;
  /** Orders asked for; those that do not wait to be sourced are left out. Undefined while they are counted. */
  orders: number | undefined;
  onClose: () => void;
}

function Progress({ share, message }: { share: number | null; message: string }) {
  const { t } = useTranslation('sourcing');
  const format = useFormat();
  return (
    <div role="status" style={{ minHeight: 74 }}>
      <p style={{ marginBottom: 10 }}>{t('dialog.working')}</p>
      <LinearProgress
        variant={share === null ? 'indeterminate' : 'determinate'}
        value={(share ?? 0) * 100}
        aria-label={share === null ? t('dialog.working') : format.percent(share, 0)}
      />
      <p style={{ marginTop: 6, color: tokens.textMuted }}>{message || '\u00a0'}</p>
    </div>
  );
}

/** Asks with which parameters to source, proposes in a job with progress, then opens the proposal. */
export function SourceDialog({ selection, orders, onClose }: SourceDialogProps) {
  const { t } = useTranslation(['sourcing', 'common']);
  const format = useFormat();
  const navigate = useNavigate();
  const titleId = useId();
  const { currency } = usePreferences();
  const [stored, setParameters] = usePersisted<EditedParameters>('sourcing.parameters', DEFAULT_PARAMETERS);
  const parameters = { ...DEFAULT_PARAMETERS, ...stored };
  const proposal = useSourcingJob();
  const left = useRef(false);
  const [resets, setResets] = useState(0);
  const leave = () => {
    left.current = true;
    onClose();
  };
  const reset = () => {
    setParameters(DEFAULT_PARAMETERS);
    setResets(resets + 1);
  };
  const propose = async () => {
    try {
      const outcome = await proposal.propose(selection, parameters);
      if (!outcome) return;
      const open = () => void navigate(links.sourcingRun(outcome.runId));
      if (left.current) {
        showToast({ message: t('dialog.ready'), action: { label: t('dialog.open'), run: open } });
        return;
      }
      onClose();
      open();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
  const count = orders ?? 0;
  return (
    <Dialog
      open
      onClose={proposal.running ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="xs"
      fullWidth
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void propose();
        }}
      >
        <DialogTitle id={titleId}>
          {orders === undefined
            ? t('dialog.title')
            : t('dialog.titleCount', { count, formatted: format.integer(count) })}
        </DialogTitle>
        <DialogContent>
          {proposal.running ? (
            <Progress share={proposal.progress} message={proposal.message} />
          ) : (
            <>
              <p style={{ color: tokens.textMuted, marginBottom: 16 }}>{t('dialog.text')}</p>
              <ParametersForm key={resets} value={parameters} currency={currency} onChange={setParameters} />
            </>
          )}
        </DialogContent>
        <DialogActions>
          {proposal.running ? (
            <>
              <Button variant="text" onClick={leave}>
                {t('dialog.background')}
              </Button>
              <Button onClick={proposal.cancel}>{t('dialog.stop')}</Button>
            </>
          ) : (
            <>
              <Button variant="text" sx={{ marginRight: 'auto' }} onClick={reset}>
                {t('common:action.reset')}
              </Button>
              <Button variant="text" onClick={onClose}>
                {t('common:action.cancel')}
              </Button>
              <Button type="submit" variant="contained" color="primary" autoFocus disabled={orders === 0}>
                {t('dialog.propose')}
              </Button>
            </>
          )}
        </DialogActions>
      </form>
    </Dialog>
  );
}
