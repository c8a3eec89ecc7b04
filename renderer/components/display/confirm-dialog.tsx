import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';

const Consequences = styled('ul')({
  margin: '10px 0 0',
  padding: '8px 12px 8px 28px',
  borderRadius: 6,
  backgroundColor: tokens.subtle,
  '& li': { padding: '2px 0' },
});

/** What it says scrolls, its buttons stay. */
const Form = styled('form')({
  display: 'flex',
  flexDirection: 'column',
  minHeight: 0,
  '&[data-large="true"]': {
    fontSize: 16,
    '& .MuiDialogTitle-root': { fontSize: 20 },
    '& .MuiDialogContent-root': { display: 'grid', gap: 14, fontSize: 16 },
    '& .MuiDialogActions-root .MuiButton-root': {
      minHeight: 56,
      padding: '8px 20px',
      fontSize: 17,
      fontWeight: 560,
      borderRadius: 10,
    },
  },
});

export interface ConfirmDialogProps {
  open: boolean;
  /** A question: "Cancel 3 orders?" */
  title: string;
  children?: ReactNode;
  /** What will follow, one line each: "14 units go back to stock". */
  consequences?: readonly ReactNode[];
  /** The verb: "Cancel 3 orders". */
  confirmLabel: string;
  /** Colours the button as destructive. */
  danger?: boolean;
  busy?: boolean;
  /** Keeps the button disabled, while a reason is missing say. */
  blocked?: boolean;
  /** Instead of "Cancel", where that word would be mistaken for the deed: "Keep the orders". */
  dismissLabel?: string;
  /** The children take the focus themselves: a reason to type, say. */
  focusContent?: boolean;
  /** `md` for a table of choices. */
  maxWidth?: 'xs' | 'sm' | 'md';
  /** With text and buttons for a touch screen. */
  large?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that matters, and states its consequences. */
export function ConfirmDialog(props: ConfirmDialogProps) {
  const { t } = useTranslation('common');
  const titleId = useId();
  const { open, title, children, consequences, confirmLabel, danger, busy, blocked, onConfirm, onClose } =
    props;
  const { dismissLabel, focusContent = false, large = false, maxWidth = large ? 'sm' : 'xs' } = props;
  return (
    <Dialog
      open={open}
      onClose={busy ? undefined : onClose}
      aria-labelledby={titleId}
      maxWidth={maxWidth}
      fullWidth
    >
      <Form
        data-large={large}
        onSubmit={(event) => {
          event.preventDefault();
          if (!blocked && !busy) onConfirm();
        }}
      >
        <DialogTitle id={titleId}>{title}</DialogTitle>
        <DialogContent>
          {children}
          {consequences && consequences.length > 0 && (
            <Consequences>
              {consequences.map((line, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list of sentences
                <li key={index}>{line}</li>
              ))}
            </Consequences>
          )}
        </DialogContent>
        <DialogActions>
          <Button variant="text" onClick={onClose} disabled={busy}>
            {dismissLabel ?? t('action.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color={danger ? 'error' : 'primary'}
            disabled={blocked || busy}
            autoFocus={!focusContent}
          >
            {confirmLabel}
          </Button>
        </DialogActions>
      </Form>
    </Dialog>
  );
}
