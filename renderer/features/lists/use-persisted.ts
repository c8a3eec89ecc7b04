import { useCallback, useState } from 'react';

function load<T>(key: string, initial: T): T {
  try {
    const text = localStorage.getItem(key);
    return text === null ? initial : (JSON.parse(text) as T);
  } catch {
    return initial;
  }
}

/** State that this machine remembers under `vigie.<name>`. */
export function usePersisted<T>(name: string, initial: T): [T, (value: T) => void] {
  const key = `vigie.${name}`;
  const [value, setValue] = useState(() => load(key, initial));
  const change = useCallback(
    (next: T) => {
      setValue(next);
      localStorage.setItem(key, JSON.stringify(next));
    },
    [key],
  );
  return [value, change];
}
