/** States of what still needs somebody: put off is not over. */
export const NOT_OVER = ['open', 'snoozed'] as const;

export function isOver({ state }: { state: string }): boolean {
  return !(NOT_OVER as readonly string[]).includes(state);
}
