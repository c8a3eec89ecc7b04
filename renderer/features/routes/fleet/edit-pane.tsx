import Button from '@mui/material/Button';
import { Trash2 } from 'lucide-react';
import { type FormEvent, type ReactNode, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { focusWrongField } from './fields.tsx';

export interface EditPaneProps {
  name: string;
  title: string;
  busy: boolean;
  /** Something was changed and can be saved. */
  changed: boolean;
  onSave: () => void;
  /** Left out for what is not kept yet. */
  removal?: { question: string; consequences: string[]; confirm: string; onConfirm: () => void };
  onClose: () => void;
  children: ReactNode;
}

/** A form in the side pane; saving is refused while a field says that it is wrong. */
export function EditPane({ name, title, busy, changed, onSave, removal, onClose, children }: EditPaneProps) {
  const { t } = useTranslation(['fleet', 'common']);
  const formId = useId();
  const form = useRef<HTMLFormElement>(null);
  const [removing, setRemoving] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy && !focusWrongField(form.current)) onSave();
  };
  return (
    <SidePane
      name={name}
      title={title}
      width={460}
      onClose={onClose}
      footer={
        <>
          <Button type="submit" form={formId} variant="contained" color="primary" disabled={busy || !changed}>
            {t('save')}
          </Button>
          {removal && (
            <Button
              color="error"
              startIcon={<Trash2 size={13} />}
              disabled={busy}
              style={{ marginLeft: 'auto' }}
              onClick={() => setRemoving(true)}
            >
              {t('remove')}
            </Button>
          )}
        </>
      }
    >
      <form id={formId} ref={form} onSubmit={submit} noValidate>
        {children}
      </form>
      {removal && (
        <ConfirmDialog
          open={removing}
          danger
          title={removal.question}
          consequences={removal.consequences}
          confirmLabel={removal.confirm}
          busy={busy}
          onConfirm={() => {
            setRemoving(false);
            removal.onConfirm();
          }}
          onClose={() => setRemoving(false)}
        />
      )}
    </SidePane>
  );
}
