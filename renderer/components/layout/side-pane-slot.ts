import { createContext, useContext } from 'react';

/** Where the shell wants side panes drawn; null before it is mounted. */
const SidePaneSlotContext = createContext<HTMLElement | null>(null);

export const SidePaneSlotProvider = SidePaneSlotContext.Provider;

export function useSidePaneSlot(): HTMLElement | null {
  return useContext(SidePaneSlotContext);
}
