import Portal from '@mui/material/Portal';
import { styled } from '@mui/material/styles';
import {
  type ReactNode,
  type RefObject,
  useCallback,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
} from 'react';
import { tokens } from '../../../lib/tokens.ts';

const WIDTH = 272;
const GAP = 18;
const MARGIN = 4;

const Card = styled('div')({
  position: 'fixed',
  left: 0,
  top: 0,
  zIndex: 1400,
  width: WIDTH,
  padding: '8px 11px 9px',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
  color: tokens.text,
  fontSize: 'calc(var(--v-font) - 0.5px)',
  fontVariantNumeric: 'tabular-nums',
  pointerEvents: 'none',
  '& header b': {
    display: 'block',
    fontWeight: 600,
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
  },
  '& header span': { color: tokens.textMuted },
  '& header span[data-refused="true"]': { color: tokens.warning },
  '& dl': { display: 'grid', gridTemplateColumns: 'auto 1fr', gap: '1px 12px', marginTop: 6 },
  '& dt': { color: tokens.textMuted },
  '& dd': { textAlign: 'right' },
  '& dd[data-verdict="better"]': { color: tokens.ok },
  '& dd[data-verdict="worse"]': { color: tokens.critical },
  '& p': { display: 'flex', gap: 6, marginTop: 5, color: tokens.critical },
  '& p svg': { marginTop: 3 },
});

/** Moves a card without drawing it again. */
export interface CardPlace {
  to: (clientX: number, clientY: number) => void;
}

function beside(value: number, size: number, room: number): number {
  return value + GAP + size < room ? value + GAP : Math.max(MARGIN, value - GAP - size);
}

interface FloatingCardProps {
  place: RefObject<CardPlace | null>;
  name: string;
  children: ReactNode;
}

/** A card beside the pointer or what is looked at, within the window; it takes no clicks. */
export function FloatingCard({ place, name, children }: FloatingCardProps) {
  const card = useRef<HTMLDivElement>(null);
  const at = useRef<{ x: number; y: number } | null>(null);
  const put = useCallback(() => {
    const { current: element } = card;
    if (!element || !at.current) return;
    const left = beside(at.current.x, WIDTH, window.innerWidth);
    const top = beside(at.current.y, element.offsetHeight, window.innerHeight);
    element.style.transform = `translate(${left}px, ${top}px)`;
    element.style.visibility = 'visible';
  }, []);
  useImperativeHandle(
    place,
    () => ({
      to: (x, y) => {
        at.current = { x, y };
        put();
      },
    }),
    [put],
  );
  useLayoutEffect(put);
  return (
    <Portal>
      <Card ref={card} data-card={name} style={{ visibility: 'hidden' }}>
        {children}
      </Card>
    </Portal>
  );
}
