import { useEffect, useRef } from 'react';
import { tinykeys } from 'tinykeys';

export const IS_MAC = typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable) return true;
  if (target instanceof HTMLInputElement)
    return !['checkbox', 'radio', 'button', 'range'].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** True while a dialog, menu or popover is open over the page: it has the keys. */
export function isModalOpen(): boolean {
  return document.querySelector('.MuiModal-root:not(.MuiModal-hidden)') !== null;
}

export type KeyBindings = Record<string, (event: KeyboardEvent) => void>;

/** Binds keys on the window while mounted. Plain keys rest while the user types; `$mod` combinations do not. */
export function useShortcuts(bindings: KeyBindings): void {
  const latest = useRef(bindings);
  latest.current = bindings;
  const shape = Object.keys(bindings).join('\n');
  useEffect(() => {
    const bound: KeyBindings = {};
    for (const keys of shape.split('\n').filter(Boolean)) {
      bound[keys] = (event) => {
        if (event.defaultPrevented) return;
        if (!keys.includes('$mod') && (isTyping(event.target) || isModalOpen())) return;
        event.preventDefault();
        latest.current[keys]?.(event);
      };
    }
    return tinykeys(window, bound);
  }, [shape]);
}

const SYMBOLS: Record<string, string> = IS_MAC
  ? { $mod: '⌘', Shift: '⇧', Alt: '⌥', Control: '⌃' }
  : { $mod: 'Ctrl', Control: 'Ctrl' };

const NAMES: Record<string, string> = {
  ArrowUp: '↑',
  ArrowDown: '↓',
  ArrowLeft: '←',
  ArrowRight: '→',
  Enter: '↵',
  Escape: 'Esc',
  Backspace: '⌫',
  PageUp: 'PgUp',
  PageDown: 'PgDn',
};

/** `g s` -> [['G'], ['S']]; `$mod+k` -> [['Ctrl', 'K']]: presses, each a list of key caps. */
export function keyCaps(shortcut: string): string[][] {
  return shortcut
    .trim()
    .split(/\s+/)
    .map((press) =>
      press
        .split('+')
        .map((key) => SYMBOLS[key] ?? NAMES[key] ?? (key.length === 1 ? key.toUpperCase() : key)),
    );
}
