import { useSyncExternalStore } from 'react';
import type { ImportAccount, ImportMapping, MappingProposal } from '../../../core/contract/import.ts';

export const WIZARD_STEPS = ['choose', 'understand', 'check', 'import'] as const;
export type WizardStep = (typeof WIZARD_STEPS)[number];

/** A table that the core found in a file, with the mapping as it stands. */
export interface WizardTable {
  key: string;
  path: string;
  sheet: string | null;
  proposal: MappingProposal;
  mapping: ImportMapping;
}

export interface UnreadableFile {
  path: string;
  code: string;
  message: string;
}

export interface Wizard {
  step: WizardStep;
  tables: readonly WizardTable[];
  unreadable: readonly UnreadableFile[];
  /** The job of the step that is shown: the dry run's, then the import's. */
  jobId: string | null;
  /** What the import would do, for exactly these mappings. */
  checked: ImportAccount | null;
  /** What the import did. */
  done: ImportAccount | null;
}

export const EMPTY_WIZARD: Wizard = {
  step: 'choose',
  tables: [],
  unreadable: [],
  jobId: null,
  checked: null,
  done: null,
};

let wizard = EMPTY_WIZARD;
const listeners = new Set<() => void>();

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function currentWizard(): Wizard {
  return wizard;
}

/** The import in the making; it outlives a visit to another screen. */
export function useWizard(): Wizard {
  return useSyncExternalStore(subscribe, () => wizard);
}

export function updateWizard(patch: Partial<Wizard>): void {
  wizard = { ...wizard, ...patch };
  for (const listener of listeners) listener();
}

export function resetWizard(): void {
  updateWizard(EMPTY_WIZARD);
}

interface Found {
  proposals: readonly (MappingProposal & { path: string; sheet: string | null })[];
  errors: readonly UnreadableFile[];
}

function toTable({ path, sheet, ...proposal }: Found['proposals'][number]): WizardTable {
  return { key: `${path}\u0000${sheet ?? ''}`, path, sheet, proposal, mapping: proposal.mapping };
}

/** Takes what the core found in more files; a file chosen again is taken anew. */
export function addFound(found: Found): void {
  const fresh = found.proposals.map(toTable);
  const keys = new Set(fresh.map((table) => table.key));
  const paths = new Set([...fresh, ...found.errors].map(({ path }) => path));
  updateWizard({
    step: 'understand',
    tables: [...wizard.tables.filter((table) => !keys.has(table.key)), ...fresh],
    unreadable: [...wizard.unreadable.filter((file) => !paths.has(file.path)), ...found.errors],
    jobId: null,
    checked: null,
    done: null,
  });
}

/** Changes one table; what was checked before holds no longer. */
export function updateTable(key: string, patch: Partial<WizardTable>): void {
  updateWizard({
    tables: wizard.tables.map((table) => (table.key === key ? { ...table, ...patch } : table)),
    jobId: null,
    checked: null,
  });
}

export function setMapping(key: string, mapping: ImportMapping): void {
  updateTable(key, { mapping });
}

/** Leaves a table out; the last one gone, one chooses files again. */
export function removeTable(key: string): void {
  const tables = wizard.tables.filter((table) => table.key !== key);
  if (tables.length === 0 && wizard.unreadable.length === 0) resetWizard();
  else updateWizard({ tables, jobId: null, checked: null });
}

export function forgetUnreadable(path: string): void {
  updateWizard({ unreadable: wizard.unreadable.filter((file) => file.path !== path) });
}

/** The import's request for the tables as they stand. */
export function importFiles(tables: readonly WizardTable[]) {
  return tables.map(({ path, sheet, mapping }) => ({ path, mapping, ...(sheet ? { sheet } : {}) }));
}
