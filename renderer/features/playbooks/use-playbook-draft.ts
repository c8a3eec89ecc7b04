import { useState } from 'react';
import type {
  PlaybookDocument,
  PlaybookStep,
  PlaybookStepKind,
  PlaybookView,
} from '../../../core/contract/playbooks.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';

interface Draft {
  name: string;
  document: PlaybookDocument;
}

/** What has been edited and not saved, by playbook and version: leaving the screen does not lose it. */
const edited = new Map<string, Draft>();

const same = (a: Draft, b: Draft) => JSON.stringify(a) === JSON.stringify(b);

/** A playbook as it is being edited here. */
export function usePlaybookDraft(playbook: PlaybookView) {
  const key = `${playbook.id}:${playbook.version}`;
  const stored: Draft = { name: playbook.name, document: playbook.document };
  const [draft, setDraft] = useState<Draft>(() => edited.get(key) ?? stored);
  const keep = (next: Draft) => {
    if (same(next, stored)) edited.delete(key);
    else edited.set(key, next);
    setDraft(next);
  };
  return {
    draft,
    changed: !same(draft, stored),
    /** Names and notes still to be written keep it from being saved. */
    complete:
      draft.name.trim() !== '' && draft.document.steps.length > 0 && draft.document.steps.every(isWhole),
    setName: (name: string) => keep({ ...draft, name }),
    change: (patch: Partial<PlaybookDocument>) =>
      keep({ ...draft, document: { ...draft.document, ...patch } }),
    discard: () => keep(stored),
    save: async () => {
      await rpc.playbooks.save({ id: playbook.id, ...draft });
      edited.delete(key);
      await queryClient.invalidateQueries({ queryKey: orpc.playbooks.key() });
    },
  };
}

function isWhole(step: PlaybookStep): boolean {
  if (step.kind === 'assign') return step.owner.trim() !== '';
  return step.kind !== 'comment' || step.note.trim() !== '';
}

/** A step as it is added. */
export function newStep(kind: PlaybookStepKind): PlaybookStep {
  const common = { id: crypto.randomUUID(), when: {} };
  switch (kind) {
    case 'option':
      return { ...common, kind, option: 'chaseCarrier' };
    case 'assign':
      return { ...common, kind, owner: '' };
    case 'comment':
      return { ...common, kind, note: '' };
    case 'wait':
      return { ...common, kind, minutes: 240, until: null };
    case 'stop':
      return { ...common, kind };
  }
}

/** The steps with one of them a place earlier or later. */
export function movedStep(steps: readonly PlaybookStep[], at: number, by: -1 | 1): PlaybookStep[] {
  const step = steps[at];
  return step ? steps.toSpliced(at, 1).toSpliced(at + by, 0, step) : [...steps];
}
