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
import { OrderChoice, useOrderCount, useOrderSets } from './ask/order-choice.tsx';
import { RunSettings } from './ask/run-settings.tsx';
import { DEFAULT_PARAMETERS, type EditedParameters } from './parameters-form.tsx';
import { useSourcingJob } from './use-sourcing-job.ts';

export interface SourceDialogProps {
  /** Orders asked for; those that do not wait to be sourced are left out. Others can be chosen instead. */
  selection: SourcingSelection;
  /** What they are, where neither a filter nor a selection says it. */
  about?: string;
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

/** The job that proposes: then it opens the proposal, or says that it is ready when one has left meanwhile. */
function useProposing(onClose: () => void) {
  const { t } = useTranslation(['sourcing', 'common']);
  const navigate = useNavigate();
  const proposal = useSourcingJob();
  const left = useRef(false);
  const propose = async (selection: SourcingSelection, parameters: EditedParameters) => {
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
  const leave = () => {
    left.current = true;
    onClose();
  };
  return { proposal, propose, leave };
}

/** Asks which orders to source and how, proposes in a job with progress, then opens the proposal. */
export function SourceDialog({ selection, about, onClose }: SourceDialogProps) {
  const { t } = useTranslation(['sourcing', 'common']);
  const format = useFormat();
  const titleId = useId();
  const { currency } = usePreferences();
  const [stored, setParameters] = usePersisted<EditedParameters>('sourcing.parameters', DEFAULT_PARAMETERS);
  const parameters = { ...DEFAULT_PARAMETERS, ...stored };
  const { proposal, propose, leave } = useProposing(onClose);
  const [resets, setResets] = useState(0);
  const sets = useOrderSets(selection, about);
  const [chosen, setChosen] = useState(selection);
  const orders = useOrderCount(chosen);
  const reset = () => {
    setParameters(DEFAULT_PARAMETERS);
    setResets(resets + 1);
  };
  const count = orders ?? 0;
  return (
    <Dialog
      open
      onClose={proposal.running ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth="sm"
      fullWidth
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void propose(chosen, parameters);
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
              <OrderChoice sets={sets} value={chosen} onChange={setChosen} />
              <div style={{ height: 12 }} />
              <RunSettings key={resets} value={parameters} currency={currency} onChange={setParameters} />
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
