import Button from '@mui/material/Button';
import Popover from '@mui/material/Popover';
import { styled } from '@mui/material/styles';
import { Columns3, GripVertical, Pin } from 'lucide-react';
import { type DragEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import type { DataColumn, TableView } from './table-types.ts';
import { hiddenIds, moveColumn, orderedIds, pinnedIds, setHidden, setPinned } from './table-view.ts';

const Panel = styled('div')({ width: 280 });
const Head = styled('div')({
  display: 'flex',
  alignItems: 'center',
  justifyContent: 'space-between',
  padding: '8px 8px 8px 14px',
  borderBottom: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
});

const List = styled('ul')({ listStyle: 'none', margin: 0, padding: 4, maxHeight: 380, overflow: 'auto' });

const Item = styled('li')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  minHeight: 'var(--v-control)',
  padding: '0 6px 0 2px',
  borderRadius: 5,
  '&:hover': { backgroundColor: tokens.hover },
  '&.over': { boxShadow: `inset 0 2px 0 ${tokens.accent}` },
  '& label': { flex: 1, display: 'flex', alignItems: 'center', gap: 8, minWidth: 0, cursor: 'pointer' },
  '& .name': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .drag': { cursor: 'grab', color: tokens.textQuiet, display: 'inline-flex' },
  '& .pin': {
    all: 'unset',
    display: 'grid',
    placeItems: 'center',
    width: 22,
    height: 22,
    borderRadius: 4,
    color: tokens.textQuiet,
    cursor: 'pointer',
    '&[aria-pressed="true"]': { color: tokens.accent, backgroundColor: tokens.accentSoft },
    '&:focus-visible': { outline: `2px solid ${tokens.focus}` },
  },
  '& input': { accentColor: tokens.accent, margin: 0 },
});

export interface ColumnsMenuProps<Row> {
  columns: readonly DataColumn<Row>[];
  view: TableView;
  onViewChange: (view: TableView) => void;
}

interface ColumnItemProps<Row> extends ColumnsMenuProps<Row> {
  column: DataColumn<Row>;
}

function ColumnItem<Row>({ column, columns, view, onViewChange }: ColumnItemProps<Row>) {
  const { t } = useTranslation('table');
  const [over, setOver] = useState(false);
  const { id, header, required } = column;
  const pinned = pinnedIds(columns, view).includes(id);
  const shown = !hiddenIds(columns, view).includes(id);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const moved = event.dataTransfer.getData('text/plain');
    if (moved && moved !== id) onViewChange(moveColumn(columns, view, moved, id));
  };
  return (
    <Item
      className={over ? 'over' : undefined}
      draggable
      onDragStart={(event) => event.dataTransfer.setData('text/plain', id)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <span className="drag" title={t('columns.drag')}>
        <GripVertical size={13} aria-hidden />
      </span>
      <label>
        <input
          type="checkbox"
          checked={shown}
          disabled={required}
          onChange={() => onViewChange(setHidden(columns, view, id, shown))}
        />
        <span className="name">{header}</span>
      </label>
      <button
        type="button"
        className="pin"
        aria-pressed={pinned}
        aria-label={`${t('column.pin')} ${header}`}
        onClick={() => onViewChange(setPinned(columns, view, id, !pinned))}
      >
        <Pin size={12} />
      </button>
    </Item>
  );
}

/** Which columns are shown, in which order, and which stay at the left. */
export function ColumnsMenu<Row>(props: ColumnsMenuProps<Row>) {
  const { columns, view, onViewChange } = props;
  const { t } = useTranslation('table');
  const [anchor, setAnchor] = useState<HTMLElement | null>(null);
  const shown = columns.length - hiddenIds(columns, view).length;
  const byId = new Map(columns.map((column) => [column.id, column]));
  const reset = () => onViewChange({ sort: view.sort, groupBy: view.groupBy });
  return (
    <>
      <Button
        onClick={(event) => setAnchor(event.currentTarget)}
        startIcon={<Columns3 size={14} />}
        title={t('columns.title')}
        aria-haspopup="dialog"
      >
        {t('columns.button')}
      </Button>
      <Popover
        open={anchor !== null}
        anchorEl={anchor}
        onClose={() => setAnchor(null)}
        anchorOrigin={{ vertical: 'bottom', horizontal: 'right' }}
        transformOrigin={{ vertical: -4, horizontal: 'right' }}
        slotProps={{ paper: { role: 'dialog', 'aria-label': t('columns.title') } }}
      >
        <Panel>
          <Head>
            {t('columns.shown', { shown, total: columns.length })}
            <Button size="small" variant="text" onClick={reset}>
              {t('columns.reset')}
            </Button>
          </Head>
          <List>
            {orderedIds(columns, view).map((id) => {
              const column = byId.get(id);
              return column ? <ColumnItem key={id} column={column} {...props} /> : null;
            })}
          </List>
        </Panel>
      </Popover>
    </>
  );
}
