import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { RuleDocument, RuleVersionView } from '../../../core/contract/rules.ts';
import { describeError } from '../../lib/errors.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';

export interface Draft {
  document: RuleDocument;
  validFrom: number | null;
  validTo: number | null;
}

/** What has been edited and not saved, by version: leaving the screen does not lose it. */
const edited = new Map<number, Draft>();

const same = (a: Draft, b: Draft) => JSON.stringify(a) === JSON.stringify(b);

/** A version as it is being edited here. */
export function useDraft(version: RuleVersionView) {
  const { document, validFrom, validTo } = version;
  const stored = { document, validFrom, validTo };
  const [draft, setDraft] = useState<Draft>(() => edited.get(version.id) ?? stored);
  const keep = (next: Draft) => {
    if (same(next, stored)) edited.delete(version.id);
    else edited.set(version.id, next);
    setDraft(next);
  };
  return {
    draft,
    changed: !same(draft, stored),
    setDocument: (change: (document: RuleDocument) => RuleDocument) =>
      keep({ ...draft, document: change(draft.document) }),
    setValidity: (validity: Partial<Pick<Draft, 'validFrom' | 'validTo'>>) => keep({ ...draft, ...validity }),
    discard: () => keep(stored),
    /** @returns the version that now holds it: a new one when this one is or was active */
    save: async () => {
      const { versionId } = await rpc.rules.save({ versionId: version.id, ...draft });
      edited.delete(version.id);
      await queryClient.invalidateQueries({ queryKey: orpc.rules.key() });
      return versionId;
    },
  };
}

/** Tells what went wrong, when something does. */
export function useTelling() {
  const { t } = useTranslation(['rules', 'common']);
  return async (work: () => Promise<void>): Promise<void> => {
    try {
      await work();
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    }
  };
}
