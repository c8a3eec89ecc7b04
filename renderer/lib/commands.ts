import type { ComponentType } from 'react';
import { useEffect, useRef, useSyncExternalStore } from 'react';

export interface Command {
  /** Stable, unique: `orders.hold`. A later registration of the same id replaces the earlier while mounted. */
  id: string;
  /** A verb phrase in the user's language: "Hold 3 orders". */
  title: string;
  /** Heading in the palette and the cheat sheet; the screen's name, say. */
  group: string;
  /** tinykeys syntax: `$mod+Enter`, `g s`, `Shift+E`. Not fired while typing, except with `$mod`. */
  shortcut?: string;
  /** More words that find it. */
  keywords?: readonly string[];
  icon?: ComponentType<{ size?: number | string }>;
  enabled?: boolean;
  /** Only in the cheat sheet, not in the palette (keys handled elsewhere). */
  keysOnly?: boolean;
  run: () => void | Promise<void>;
}

let commands: readonly Command[] = [];
const listeners = new Set<() => void>();

function publish(next: readonly Command[]): void {
  commands = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Everything that can be run now; the newest of each id. */
export function useCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, () => commands);
}

function signature(list: readonly Command[]): string {
  return JSON.stringify(list.map(({ run: _run, icon: _icon, ...rest }) => rest));
}

/** Offers commands to the palette, the shortcuts and the cheat sheet while this component is mounted. */
export function useRegisterCommands(list: readonly Command[]): void {
  const latest = useRef(list);
  latest.current = list;
  const shape = signature(list);
  // biome-ignore lint/correctness/useExhaustiveDependencies: `shape` stands for the list, whose functions are read late
  useEffect(() => {
    const mine = latest.current.map((command, index) => ({
      ...command,
      run: () => latest.current[index]?.run(),
    }));
    const ids = new Set(mine.map((command) => command.id));
    publish([...commands.filter((command) => !ids.has(command.id)), ...mine]);
    return () => publish(commands.filter((command) => !mine.some((own) => own === command)));
  }, [shape]);
}

/** One command; see `useRegisterCommands`. */
export function useCommand(command: Command): void {
  useRegisterCommands([command]);
}
