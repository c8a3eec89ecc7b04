/** What is open in the pane: its id, or one that is not kept yet. */
export type Opened = number | 'new' | null;

export interface PartProps {
  opened: Opened;
  onOpen: (opened: Opened) => void;
}
