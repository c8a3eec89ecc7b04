import { useCallback, useId, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { MoveNews } from '../gantt/move-news.tsx';
import { useCursor } from '../gantt/use-cursor.ts';
import { type PlanViewProps, useStopMove } from '../gantt/use-stop-move.ts';
import { ListHead } from './list-head.tsx';
import { ListLines } from './list-lines.tsx';
import { listRows } from './list-rows.ts';
import { ListRoot } from './list-styles.ts';
import { usePicked } from './use-picked.ts';

/** The routes whose stops are not shown. */
function useClosed({ routes }: PlanViewProps['plan']) {
  const [closed, setClosed] = useState<ReadonlySet<number>>(new Set());
  const toggle = useCallback(
    (route: number) =>
      setClosed((before) => {
        const next = new Set(before);
        if (!next.delete(route)) next.add(route);
        return next;
      }),
    [],
  );
  const allClosed = routes.length > 0 && routes.every(({ number }) => closed.has(number));
  const toggleAll = () => setClosed(new Set(allClosed ? [] : routes.map(({ number }) => number)));
  return { closed, toggle, allClosed, toggleAll };
}

/** The routes of a plan with their stops, to be carried elsewhere by pointer or keyboard, several at once. */
export function RouteList(props: PlanViewProps) {
  const { plan, readOnly, selectedStop, selectedRoute } = props;
  const { t } = useTranslation('route-gantt');
  const id = useId();
  const { closed, toggle, allClosed, toggleAll } = useClosed(plan);
  const rows = useMemo(() => listRows(plan, closed, !readOnly), [plan, closed, readOnly]);
  const picked = usePicked(plan, rows);
  const move = useStopMove(props);
  const cursor = useCursor(props);
  const keys = { plan, readOnly, cursor, move, rows, picked, closed, onToggle: toggle };
  return (
    <ListRoot aria-label={t('list.title')}>
      <ListHead
        plan={plan}
        move={move}
        picked={picked}
        readOnly={readOnly}
        allClosed={allClosed}
        onToggleAll={toggleAll}
      />
      {rows.length === 0 ? (
        <EmptyState title={t('gantt.empty')} />
      ) : (
        <ListLines id={id} keys={keys} selected={{ stop: selectedStop, route: selectedRoute }} />
      )}
      <MoveNews plan={plan} carried={move.carried} hint={readOnly ? null : t('list.keys')} />
    </ListRoot>
  );
}
