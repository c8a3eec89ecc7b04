import { useMemo, useState } from 'react';
import type { ConnectorView, FeedDraft, FeedView } from '../../../../core/contract/feeds.ts';
import { optionFields } from './option-schema.ts';
import { type FormValues, formValues, type OptionProblem, readForm } from './option-values.ts';

/** An existing feed as the form wants it. */
export interface KnownFeed {
  feed: FeedView;
  options: Record<string, unknown>;
  /** Secrets that are set. */
  secrets: readonly string[];
}

/** The feed as the user draws it up. */
export function useDraft(connector: ConnectorView, known: KnownFeed | null, defaultName: string) {
  const fields = useMemo(() => optionFields(connector.options), [connector]);
  const [name, setName] = useState(known?.feed.name ?? defaultName);
  const [values, setValues] = useState<FormValues>(() => formValues(fields, known?.options));
  const [secrets, setSecrets] = useState<Record<string, string>>({});
  const [intervalSeconds, setIntervalSeconds] = useState(
    known?.feed.intervalSeconds ?? connector.defaultIntervalSeconds,
  );
  const [budgetPerHour, setBudgetPerHour] = useState<number | null>(known?.feed.calls.budgetPerHour ?? null);
  const { options, problems } = useMemo(() => readForm(fields, values), [fields, values]);
  const typed = Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== ''));
  const missing = connector.secrets
    .filter((secret) => secret.required && !typed[secret.name] && !known?.secrets.includes(secret.name))
    .map((secret) => secret.name);
  const draft: FeedDraft = {
    ...(known ? { id: known.feed.id } : {}),
    name: name.trim(),
    connector: connector.id,
    options,
    secrets: typed,
    intervalSeconds,
    budgetPerHour,
    active: known?.feed.active ?? true,
  };
  return {
    fields,
    name,
    setName,
    values,
    setValue: (path: string, value: FormValues[string]) =>
      setValues((before) => ({ ...before, [path]: value })),
    secrets,
    setSecret: (secret: string, value: string) => setSecrets((before) => ({ ...before, [secret]: value })),
    knownSecrets: known?.secrets ?? [],
    missingSecrets: missing,
    problems: problems as Record<string, OptionProblem>,
    complete: name.trim() !== '' && Object.keys(problems).length === 0 && missing.length === 0,
    setIntervalSeconds,
    setBudgetPerHour,
    draft,
  };
}

export type Draft = ReturnType<typeof useDraft>;
