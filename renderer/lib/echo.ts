/**
 * What a field told its owner comes back to it as its value, late where the machine is busy: a value that it told some letters
 * ago is an echo and must not undo what was typed since. Pure.
 * @param told values told, oldest first; the first is the last one that came back
 * @returns the values that may still come back; null when the value is no echo but was set from outside
 */
export function afterEcho(told: readonly string[], value: string): readonly string[] | null {
  const at = told.lastIndexOf(value);
  return at < 0 ? null : told.slice(at);
}
