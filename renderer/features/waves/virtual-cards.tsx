import { useVirtualizer } from '@tanstack/react-virtual';
import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';

export interface CardOfColumn {
  key: number;
  draw: () => ReactNode;
}

const CARD_PIXELS = 116;
const GAP_PIXELS = 8;
const CARDS_AROUND = 6;

/** Cards of a column, of which only those in sight are drawn: a facility's past waves are many. All columns scroll together. */
export function VirtualCards({
  cards,
  scroller,
}: {
  cards: readonly CardOfColumn[];
  scroller: HTMLElement | null;
}) {
  const root = useRef<HTMLDivElement>(null);
  const [above, setAbove] = useState(0);
  useLayoutEffect(() => {
    if (!root.current || !scroller) return;
    const { top } = root.current.getBoundingClientRect();
    setAbove(Math.round(top - scroller.getBoundingClientRect().top + scroller.scrollTop));
  });
  const virtual = useVirtualizer({
    count: cards.length,
    getScrollElement: () => scroller,
    estimateSize: () => CARD_PIXELS,
    getItemKey: (index) => cards[index]?.key ?? index,
    scrollMargin: above,
    gap: GAP_PIXELS,
    overscan: CARDS_AROUND,
  });
  return (
    <div ref={root} style={{ position: 'relative', height: virtual.getTotalSize() }}>
      {virtual.getVirtualItems().map(({ key, index, start }) => (
        <div
          key={key}
          ref={virtual.measureElement}
          data-index={index}
          style={{
            position: 'absolute',
            left: 0,
            width: '100%',
            transform: `translateY(${start - above}px)`,
          }}
        >
          {cards[index]?.draw()}
        </div>
      ))}
    </div>
  );
}
