import { Store } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { StoreTaskView } from '../../../../core/contract/store-tasks.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { ScanField, type ScanVerdict } from '../scan-field.tsx';
import { Station } from '../station-parts.tsx';
import { CounterTask, useTaskActions } from './counter-task.tsx';
import { actionsOf, findTask } from './counter-tasks.ts';
import { TaskList } from './task-list.tsx';
import { useCounter, useStoreTasks } from './use-counter.ts';

/** The counter of a store: what it sends for orders, and what it keeps for those who come for it. */
export function CounterStation({ facility }: { facility: string }) {
  const { t } = useTranslation('floor-dock');
  const { tasks, error, refetch } = useStoreTasks(facility);
  const work = useCounter();
  const [order, setOrder] = useState<string | null>(null);
  const task = tasks?.find((one) => one.order === order) ?? null;
  const actions = useTaskActions(task, work);
  const possible = task ? actionsOf(task) : [];
  const collecting = possible.includes('handOver');
  const open = (next: StoreTaskView) => {
    if (next.order !== order) work.forget();
    setOrder(next.order);
  };
  const scan = (text: string): Promise<ScanVerdict> | ScanVerdict => {
    const found = findTask(tasks ?? [], text);
    if (found === 'several') return { tone: 'wrong', message: t('counter.several', { text }) };
    if (found !== null) {
      open(found);
      return { tone: 'ok', message: t('counter.found', { order: found.order }) };
    }
    if (task && collecting) return work.handOver(task, text);
    return { tone: 'wrong', message: t('counter.unknown', { text }) };
  };
  const [main] = possible;
  const keys: Record<string, () => void> =
    main && main !== 'handOver' ? { Enter: () => actions.act(main) } : {};
  return (
    <Station>
      <div className="work">
        {error ? (
          <ErrorState error={error} onRetry={refetch} />
        ) : !tasks ? (
          <PaneSkeleton />
        ) : (
          <>
            <ScanField
              label={t(collecting ? 'counter.scanCode' : 'counter.scan')}
              hint={t(collecting ? 'counter.scanCodeHint' : 'counter.scanHint')}
              keys={keys}
              told={work.told}
              onScan={scan}
            />
            {task ? (
              <CounterTask task={task} work={work} actions={actions} />
            ) : (
              <EmptyState icon={Store} title={t(tasks.length > 0 ? 'counter.choose' : 'counter.nothing')}>
                {t(tasks.length > 0 ? 'counter.chooseText' : 'counter.nothingText')}
              </EmptyState>
            )}
          </>
        )}
      </div>
      {tasks && <TaskList facility={facility} tasks={tasks} chosen={task} onOpen={open} />}
    </Station>
  );
}
