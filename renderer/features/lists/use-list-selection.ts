import { useCallback, useState } from 'react';
import { NO_SELECTION } from '../../components/table/selection.ts';
import type { TableSelection } from '../../components/table/table-types.ts';

/** What is selected in a list as it is filtered now; in another list nothing is. */
export function useListSelection(
  filter: object,
): [selection: TableSelection, setSelection: (selection: TableSelection) => void] {
  const list = JSON.stringify(filter);
  const [held, setHeld] = useState({ list, selection: NO_SELECTION });
  // Back in a list, what was selected there before is forgotten as well.
  if (held.list !== list) setHeld({ list, selection: NO_SELECTION });
  const setSelection = useCallback((selection: TableSelection) => setHeld({ list, selection }), [list]);
  return [held.list === list ? held.selection : NO_SELECTION, setSelection];
}
