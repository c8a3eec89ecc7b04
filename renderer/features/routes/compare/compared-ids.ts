/** How many plans stand side by side at most. */
export const MOST_COMPARED = 4;

/** The plans of an address, each once. */
export function comparedIds(text: string | undefined): number[] {
  const ids = (text ?? '').split(',').map(Number);
  return [...new Set(ids.filter((id) => Number.isInteger(id) && id > 0))].slice(0, MOST_COMPARED);
}
