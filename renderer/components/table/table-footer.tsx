import Button from '@mui/material/Button';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { ALL_SELECTED, countSelected, NO_SELECTION } from './selection.ts';
import { Footer } from './table-styles.ts';
import type { TableSelection } from './table-types.ts';

export interface TableFooterProps {
  total: number;
  loading: boolean;
  selection: TableSelection | undefined;
  onSelectionChange: ((selection: TableSelection) => void) | undefined;
  /** Buttons for what is selected. */
  selectionActions?: ReactNode;
  note?: ReactNode;
}

/** How many rows, how many selected, and what to do with them: always there, so nothing jumps. */
export function TableFooter(props: TableFooterProps) {
  const { total, loading, selection, onSelectionChange, selectionActions, note } = props;
  const { t } = useTranslation('table');
  const format = useFormat();
  const selected = selection ? countSelected(selection, total) : 0;
  const rows = loading ? '' : t('rows', { count: total, formatted: format.integer(total) });
  return (
    <Footer>
      {selected === 0 ? (
        <span role="status">{rows}</span>
      ) : (
        <>
          <span role="status">
            <strong>{t('selected', { count: selected, formatted: format.integer(selected) })}</strong>
            {' / '}
            {format.integer(total)}
          </span>
          {selected < total && (
            <Button size="small" variant="text" onClick={() => onSelectionChange?.(ALL_SELECTED)}>
              {t('selectAllMatching', { formatted: format.integer(total) })}
            </Button>
          )}
          <Button size="small" variant="text" onClick={() => onSelectionChange?.(NO_SELECTION)}>
            {t('clearSelection')}
          </Button>
          {selectionActions}
        </>
      )}
      <span style={{ flex: 1 }} />
      {note}
    </Footer>
  );
}
