import { styled } from '@mui/material/styles';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { StationList } from '../station-parts.tsx';
import { COUNTER_HEAPS, type CounterHeap, heapOf } from './counter-tasks.ts';
import { Keeping } from './keeping.tsx';
import { TaskChip } from './task-chip.tsx';

const Heaps = styled(ToggleButtonGroup)({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr',
  gap: 6,
  marginBottom: 14,
  '& .MuiToggleButton-root': {
    minHeight: 48,
    fontSize: 15,
    gap: 6,
    border: `1px solid ${tokens.line}`,
    borderRadius: 10,
    margin: 0,
  },
  '& b': { fontVariantNumeric: 'tabular-nums' },
});
const Rows = styled(StationList)({
  '& .top': { display: 'flex', justifyContent: 'space-between', alignItems: 'center', gap: 8 },
});

function TaskRow({ task, chosen, onOpen }: { task: StoreTaskView; chosen: boolean; onOpen: () => void }) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const { order, customer, kind, units, promisedAt, expiresAt, endedAt, status, timeZone } = task;
  const when =
    status === 'ready' && expiresAt !== null
      ? t('counter.until', { at: format.dateShort(expiresAt, timeZone) })
      : endedAt !== null
        ? format.dateTime(endedAt, timeZone)
        : promisedAt !== null && t('counter.promised', { at: format.dateTime(promisedAt, timeZone) });
  return (
    <li>
      <button type="button" aria-current={chosen} onClick={onOpen}>
        <span className="top">
          <strong>{order}</strong>
          <TaskChip task={task} />
        </span>
        {customer !== null && <span>{customer}</span>}
        <span className="quiet">
          {t(`counter.kind.${kind}`)}
          {units > 0 && ` · ${t('counter.units', { count: units })}`}
        </span>
        {when && <span className="quiet">{when}</span>}
      </button>
    </li>
  );
}

interface TaskListProps {
  facility: string;
  tasks: readonly StoreTaskView[];
  chosen: StoreTaskView | null;
  onOpen: (task: StoreTaskView) => void;
}

/** A store's tasks by what is to be done with them. */
export function TaskList({ facility, tasks, chosen, onOpen }: TaskListProps) {
  const { t } = useTranslation('floor-dock');
  const heaps = Map.groupBy(tasks, heapOf);
  const [asked, setAsked] = useState<CounterHeap | null>(null);
  const opened = chosen && heapOf(chosen);
  // The list shows the heap of the task that is open, however it was opened, until another one is asked for.
  useEffect(() => {
    if (opened !== null) setAsked(opened);
  }, [opened]);
  const shown = asked ?? COUNTER_HEAPS.find((heap) => heaps.has(heap)) ?? 'waiting';
  const rows = heaps.get(shown) ?? [];
  return (
    <aside aria-label={t('counter.tasks')}>
      <Heaps
        exclusive
        value={shown}
        aria-label={t('counter.tasks')}
        onChange={(_, heap: CounterHeap | null) => heap && setAsked(heap)}
      >
        {COUNTER_HEAPS.map((heap) => (
          <ToggleButton key={heap} value={heap}>
            {t(`counter.heap.${heap}`)} <b>{heaps.get(heap)?.length ?? 0}</b>
          </ToggleButton>
        ))}
      </Heaps>
      <Rows>
        {rows.map((task) => (
          <TaskRow
            key={`${task.order} ${task.status} ${task.endedAt}`}
            task={task}
            chosen={task === chosen}
            onOpen={() => onOpen(task)}
          />
        ))}
      </Rows>
      {rows.length === 0 && (
        <p style={{ color: tokens.textMuted, fontSize: 15 }}>{t(`counter.none.${shown}`)}</p>
      )}
      <Keeping facility={facility} />
    </aside>
  );
}
