import { Undo2 } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../../lib/commands.ts';
import { dismissToast, showToast, type ToastSeverity } from '../../lib/toasts.ts';

export interface Undoable {
  /** What was done: "12 orders held". */
  message: string;
  detail?: string;
  severity?: ToastSeverity;
  /** "Undo". */
  label: string;
  undo: () => Promise<void>;
}

let last: Undoable | null = null;
let toastId = 0;
const listeners = new Set<() => void>();

function remember(undoable: Undoable | null): void {
  last = undoable;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

async function takeBack(undoable: Undoable): Promise<void> {
  if (last === undoable) {
    remember(null);
    dismissToast(toastId);
  }
  await undoable.undo();
}

/** Tells what was done and offers to take it back, in the toast and by the Undo command. */
export function offerUndo(undoable: Undoable): void {
  remember(undoable);
  const { message, detail, severity, label } = undoable;
  toastId = showToast({ message, detail, severity, action: { label, run: () => takeBack(undoable) } });
}

/** The Undo command, for whatever was done last on these screens. */
export function useUndoCommand(group: string): void {
  const { t } = useTranslation(['stock', 'common']);
  const undoable = useSyncExternalStore(subscribe, () => last);
  useCommand({
    id: 'screen.undo',
    title: undoable ? t('stock:list.undo', { what: undoable.message }) : t('common:action.undo'),
    group,
    icon: Undo2,
    shortcut: 'z',
    enabled: undoable !== null,
    run: () => (undoable ? takeBack(undoable) : undefined),
  });
}
