import Divider from '@mui/material/Divider';
import Menu from '@mui/material/Menu';
import MenuItem from '@mui/material/MenuItem';
import {
  ArrowDown,
  ArrowLeft,
  ArrowRight,
  ArrowUp,
  EyeOff,
  Group,
  MoveHorizontal,
  Pin,
  PinOff,
  Ungroup,
  X,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { DataColumn, TableView } from './table-types.ts';
import { pinnedIds, setHidden, setPinned, shiftColumn } from './table-view.ts';

export interface ColumnMenuProps<Row> {
  column: DataColumn<Row> | null;
  anchor: HTMLElement | null;
  columns: readonly DataColumn<Row>[];
  view: TableView;
  onViewChange: (view: TableView) => void;
  onClose: () => void;
}

interface Entry {
  key: string;
  icon: ComponentType<{ size?: number | string }>;
  next: TableView;
  rule?: boolean;
}

/** What can be done with a column, and the view that each would make. */
function entries<Row>(
  column: DataColumn<Row>,
  columns: readonly DataColumn<Row>[],
  view: TableView,
): Entry[] {
  const list: Entry[] = [];
  const sort = (descending: boolean) => ({ ...view, sort: [{ column: column.id, descending }] });
  if (column.sortable) {
    list.push({ key: 'sortAscending', icon: ArrowUp, next: sort(false) });
    list.push({ key: 'sortDescending', icon: ArrowDown, next: sort(true) });
    if (view.sort.some((part) => part.column === column.id)) {
      list.push({
        key: 'clearSort',
        icon: X,
        next: { ...view, sort: view.sort.filter((part) => part.column !== column.id) },
      });
    }
  }
  if (column.groupable) {
    const grouped = view.groupBy === column.id;
    list.push({
      key: grouped ? 'ungroup' : 'groupBy',
      icon: grouped ? Ungroup : Group,
      next: { ...view, groupBy: grouped ? null : column.id },
      rule: true,
    });
  }
  const pinned = pinnedIds(columns, view).includes(column.id);
  list.push(
    {
      key: pinned ? 'unpin' : 'pin',
      icon: pinned ? PinOff : Pin,
      next: setPinned(columns, view, column.id, !pinned),
      rule: true,
    },
    { key: 'moveLeft', icon: ArrowLeft, next: shiftColumn(columns, view, column.id, -1) },
    { key: 'moveRight', icon: ArrowRight, next: shiftColumn(columns, view, column.id, 1) },
  );
  if (view.widths?.[column.id]) {
    const { [column.id]: _dropped, ...widths } = view.widths;
    list.push({ key: 'resetWidth', icon: MoveHorizontal, next: { ...view, widths } });
  }
  if (!column.required) {
    list.push({ key: 'hide', icon: EyeOff, next: setHidden(columns, view, column.id, true), rule: true });
  }
  return list;
}

export function ColumnMenu<Row>({
  column,
  anchor,
  columns,
  view,
  onViewChange,
  onClose,
}: ColumnMenuProps<Row>) {
  const { t } = useTranslation('table');
  if (!column) return null;
  return (
    <Menu
      open={anchor !== null}
      anchorEl={anchor}
      onClose={onClose}
      slotProps={{ list: { 'aria-label': t('column.menu', { name: column.header }) } }}
    >
      {entries(column, columns, view).flatMap(({ key, icon: Icon, next, rule }, index) => [
        rule && index > 0 && <Divider key={`${key}-rule`} sx={{ my: '4px !important' }} />,
        <MenuItem
          key={key}
          onClick={() => {
            onViewChange(next);
            onClose();
          }}
        >
          <Icon size={14} />
          {t(`column.${key}`)}
        </MenuItem>,
      ])}
    </Menu>
  );
}
