import { styled } from '@mui/material/styles';
import { GripVertical } from 'lucide-react';
import { createContext, type DragEvent, type ReactNode, useContext, useMemo, useState } from 'react';
import { tokens } from '../../lib/tokens.ts';

const DRAG_TYPE = 'application/x-vigie-orders';

/** Orders that are dragged, and the planned wave that they leave; null: no wave holds them yet. */
export interface DraggedOrders {
  numbers: string[];
  from: number | null;
}

interface OrderDrag {
  dragged: DraggedOrders | null;
  setDragged: (dragged: DraggedOrders | null) => void;
}

const DragContext = createContext<OrderDrag>({ dragged: null, setDragged: () => {} });

/** Lets orders be dragged from a pane's table onto the board. */
export function OrderDragArea({ children }: { children: ReactNode }) {
  const [dragged, setDragged] = useState<DraggedOrders | null>(null);
  const value = useMemo(() => ({ dragged, setDragged }), [dragged]);
  return <DragContext value={value}>{children}</DragContext>;
}

const Grip = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 4,
  marginLeft: -4,
  cursor: 'grab',
  '& svg': { color: tokens.textQuiet, flexShrink: 0 },
});

/** An order's number, to be taken by the mouse; keyboards use "Move to…". */
export function OrderGrip({ number, take }: { number: string; take: (number: string) => DraggedOrders }) {
  const { setDragged } = useContext(DragContext);
  return (
    <Grip
      draggable
      onDragStart={(event) => {
        const dragged = take(number);
        event.dataTransfer.setData(DRAG_TYPE, dragged.numbers.join('\n'));
        event.dataTransfer.effectAllowed = 'move';
        setDragged(dragged);
      }}
      onDragEnd={() => setDragged(null)}
    >
      <GripVertical size={12} aria-hidden />
      {number}
    </Grip>
  );
}

/** What makes an element a place to drop orders on: `to` a planned wave, or null for none. */
export function useOrderDrop(to: number | null, onDrop: (dragged: DraggedOrders) => void) {
  const { dragged, setDragged } = useContext(DragContext);
  const [over, setOver] = useState(false);
  const welcome = dragged !== null && dragged.from !== to;
  return {
    state: welcome ? (over ? 'over' : 'open') : undefined,
    props: welcome
      ? {
          onDragOver: (event: DragEvent) => {
            event.preventDefault();
            setOver(true);
          },
          onDragLeave: () => setOver(false),
          onDrop: (event: DragEvent) => {
            event.preventDefault();
            setOver(false);
            setDragged(null);
            onDrop(dragged);
          },
        }
      : {},
  } as const;
}
