import { useSyncExternalStore } from 'react';

export type ToastSeverity = 'ok' | 'info' | 'warning' | 'critical';

export interface ToastOptions {
  message: string;
  severity?: ToastSeverity;
  /** A second, quieter line: the consequence, or the way out. */
  detail?: string;
  /** "Undo", "Open": closes the toast and runs. */
  action?: { label: string; run: () => void | Promise<void> };
  /** 0 = stays until closed. Errors stay; others go after 6 s, or 10 s with an action. */
  durationMs?: number;
}

export interface Toast extends ToastOptions {
  id: number;
  severity: ToastSeverity;
  durationMs: number;
}

let toasts: readonly Toast[] = [];
let nextId = 1;
const listeners = new Set<() => void>();
const MOST_SHOWN = 4;

function publish(next: readonly Toast[]): void {
  toasts = next;
  for (const listener of listeners) listener();
}

function defaultDuration({ severity, action }: ToastOptions): number {
  if (severity === 'critical') return 0;
  return action ? 10_000 : 6_000;
}

/** Tells the user what happened, without stopping them. Returns its id. */
export function showToast(options: ToastOptions): number {
  const id = nextId++;
  const toast: Toast = { severity: 'ok', durationMs: defaultDuration(options), ...options, id };
  publish([...toasts, toast].slice(-MOST_SHOWN));
  return id;
}

export function dismissToast(id: number): void {
  publish(toasts.filter((toast) => toast.id !== id));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

export function useToasts(): readonly Toast[] {
  return useSyncExternalStore(subscribe, () => toasts);
}
