import { type RefObject, useEffect, useRef } from 'react';
import { isModalOpen } from '../../lib/shortcuts.ts';

const EDITABLE = 'input, textarea, select, [contenteditable="true"]';

function isText({ key, ctrlKey, metaKey, altKey, isComposing }: KeyboardEvent): boolean {
  return key.length === 1 && !ctrlKey && !metaKey && !altKey && !isComposing;
}

/**
 * A scanner is a keyboard: what it types anywhere on the page goes into the field, and no shortcut hears it. `keys` are those that do
 * something while the field is empty.
 */
export function useScanner(
  field: RefObject<HTMLInputElement | null>,
  keys: Readonly<Record<string, () => void>>,
): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      const input = field.current;
      const target = event.target instanceof Element ? event.target : null;
      if (!input || isModalOpen()) return;
      const inField = target === input;
      if (!inField && target?.matches(EDITABLE)) return;
      const run = input.value === '' ? latest.current[event.key] : undefined;
      const presses = event.key === 'Enter' || event.key === ' ';
      const onButton = presses && target?.closest('button, a, [role="tab"]') != null;
      if (run && !onButton) {
        event.preventDefault();
        event.stopPropagation();
        run();
      } else if (!inField && isText(event) && !onButton) {
        // Its character is typed into the field that has the focus by then.
        input.focus();
        event.stopPropagation();
      }
    };
    window.addEventListener('keydown', hear, true);
    return () => window.removeEventListener('keydown', hear, true);
  }, [field]);
}
