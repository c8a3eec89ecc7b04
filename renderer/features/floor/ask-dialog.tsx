import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { type FormEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { BigButton } from './station-parts.tsx';

const Consequences = styled('ul')({
  margin: 0,
  padding: '12px 16px 12px 34px',
  borderRadius: 8,
  fontSize: 16,
  backgroundColor: tokens.subtle,
  '& li': { padding: '3px 0' },
});

interface AskDialogProps {
  /** A question: "Close out M-20261127-4?" */
  title: string;
  /** What will follow, a line each. */
  consequences?: readonly string[];
  children?: ReactNode;
  /** The verb. */
  confirmLabel: string;
  danger?: boolean;
  /** Something is still to be chosen. */
  blocked?: boolean;
  /** Instead of "Cancel", where that word would be mistaken for the deed: "Keep it". */
  dismissLabel?: string;
  /** The children take the focus. */
  focusContent?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks at a station before something that matters, with buttons for a finger with a glove on. */
export function AskDialog(props: AskDialogProps) {
  const { t } = useTranslation('common');
  const titleId = useId();
  const { title, consequences = [], children, confirmLabel, dismissLabel, onConfirm, onClose } = props;
  const { danger = false, blocked = false, focusContent = false } = props;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!blocked) onConfirm();
  };
  return (
    <Dialog open onClose={onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <form onSubmit={submit}>
        <DialogTitle id={titleId} sx={{ fontSize: 20 }}>
          {title}
        </DialogTitle>
        <DialogContent sx={{ display: 'grid', gap: '14px', fontSize: 16 }}>
          {children}
          {consequences.length > 0 && (
            <Consequences>
              {consequences.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </Consequences>
          )}
        </DialogContent>
        <DialogActions>
          <BigButton variant="text" onClick={onClose}>
            {dismissLabel ?? t('action.cancel')}
          </BigButton>
          <BigButton
            type="submit"
            variant="contained"
            color={danger ? 'error' : 'primary'}
            disabled={blocked}
            autoFocus={!focusContent}
          >
            {confirmLabel}
          </BigButton>
        </DialogActions>
      </form>
    </Dialog>
  );
}
