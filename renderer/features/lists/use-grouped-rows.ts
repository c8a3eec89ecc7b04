import { useCallback, useEffect, useState, useSyncExternalStore } from 'react';
import type { TableSource } from '../../components/table/table-types.ts';
import { type GroupedLine, type GroupedOptions, GroupedRows } from './grouped-rows.ts';

type Options<Group, Row> = Omit<GroupedOptions<Group, Row>, 'opened' | 'key'> & { key: unknown };

/** Groups with their rows under them while open; `toggle` opens and closes one. */
export function useGroupedRows<Group, Row>(
  options: Options<Group, Row>,
): {
  source: TableSource<GroupedLine<Group, Row>>;
  opened: ReadonlySet<string>;
  toggle: (value: string) => void;
} {
  const [lines] = useState(() => new GroupedRows<Group, Row>());
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const key = JSON.stringify(options.key);
  const { version, heads, error } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: `key` stands for what is fetched
  useEffect(() => lines.show({ ...options, key, opened }), [lines, key, version, heads, error, opened]);
  useEffect(() => () => lines.stop(), [lines]);
  const toggle = useCallback((value: string) => {
    setOpened((known) => {
      const next = new Set(known);
      if (!next.delete(value)) next.add(value);
      return next;
    });
  }, []);
  return { source: useSyncExternalStore(lines.subscribe, lines.getSnapshot), opened, toggle };
}
