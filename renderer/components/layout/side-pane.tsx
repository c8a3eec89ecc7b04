import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import { X } from 'lucide-react';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from 'react';
import { createPortal } from 'react-dom';
import { useTranslation } from 'react-i18next';
import { useShortcuts } from '../../lib/shortcuts.ts';
import { tokens } from '../../lib/tokens.ts';
import { useSidePaneSlot } from './side-pane-slot.ts';

const NARROWEST = 300;
const WIDEST = 900;
const KEY_STEP = 24;

const Pane = styled('aside')({
  position: 'relative',
  display: 'flex',
  flexDirection: 'column',
  height: '100%',
  minHeight: 0,
  maxWidth: '60vw',
  backgroundColor: tokens.surface,
  borderLeft: `1px solid ${tokens.line}`,
});

const Head = styled('header')({
  display: 'flex',
  alignItems: 'flex-start',
  gap: 8,
  padding: '10px 8px 10px 16px',
  borderBottom: `1px solid ${tokens.line}`,
});

const Titles = styled('div')({
  flex: 1,
  minWidth: 0,
  '& h2': {
    fontSize: 16,
    fontWeight: 600,
    lineHeight: 1.4,
    letterSpacing: '-0.01em',
    overflowWrap: 'anywhere',
  },
  '& p': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});

const Body = styled('div')({ flex: 1, minHeight: 0, overflow: 'auto', padding: '14px 16px 32px' });

const Foot = styled('footer')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: 8,
  padding: '10px 16px',
  borderTop: `1px solid ${tokens.line}`,
  '& .MuiButton-root': { whiteSpace: 'nowrap' },
});

const Grip = styled('div')({
  position: 'absolute',
  left: -4,
  top: 0,
  bottom: 0,
  width: 8,
  cursor: 'col-resize',
  zIndex: 3,
  touchAction: 'none',
  '&:hover::after, &:focus-visible::after': {
    content: '""',
    position: 'absolute',
    left: 3,
    top: 0,
    bottom: 0,
    width: 2,
    backgroundColor: tokens.accent,
  },
  '&:focus-visible': { outline: 'none' },
});

function clamp(width: number): number {
  return Math.round(Math.min(WIDEST, Math.max(NARROWEST, width)));
}

/** The pane's width on this machine, by name. */
function usePaneWidth(name: string, initial: number) {
  const key = `vigie.pane.${name}`;
  const [width, setWidth] = useState(() => clamp(Number(localStorage.getItem(key)) || initial));
  const change = (next: number) => {
    setWidth(clamp(next));
    localStorage.setItem(key, String(clamp(next)));
  };
  return [width, change] as const;
}

function ResizeGrip({ width, onChange }: { width: number; onChange: (width: number) => void }) {
  const { t } = useTranslation('common');
  const drag = (event: PointerEvent<HTMLDivElement>) => {
    const target = event.currentTarget;
    const start = event.clientX;
    target.setPointerCapture(event.pointerId);
    const move = (moved: globalThis.PointerEvent) => onChange(width + start - moved.clientX);
    target.addEventListener('pointermove', move);
    target.addEventListener('pointerup', () => target.removeEventListener('pointermove', move), {
      once: true,
    });
  };
  const step = (event: KeyboardEvent) => {
    if (event.key === 'ArrowLeft') onChange(width + KEY_STEP);
    if (event.key === 'ArrowRight') onChange(width - KEY_STEP);
  };
  return (
    <Grip
      role="separator"
      aria-orientation="vertical"
      aria-label={t('pane.resize')}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      tabIndex={0}
      onPointerDown={drag}
      onKeyDown={step}
    />
  );
}

export interface SidePaneProps {
  /** Remembers its width under this name. */
  name: string;
  title: ReactNode;
  subtitle?: ReactNode;
  /** Chips and buttons beside the title. */
  actions?: ReactNode;
  footer?: ReactNode;
  width?: number;
  onClose: () => void;
  children: ReactNode;
}

/** A pane at the right that pushes the screen aside and never covers it. Escape closes it. */
export function SidePane({
  name,
  title,
  subtitle,
  actions,
  footer,
  width = 420,
  onClose,
  children,
}: SidePaneProps) {
  const { t } = useTranslation('common');
  const slot = useSidePaneSlot();
  const titleId = useId();
  const [shown, setShown] = usePaneWidth(name, width);
  useShortcuts({ Escape: onClose });
  if (!slot) return null;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented) return;
    event.preventDefault();
    onClose();
  };
  return createPortal(
    <Pane aria-labelledby={titleId} style={{ width: shown }} onKeyDown={onKeyDown}>
      <ResizeGrip width={shown} onChange={setShown} />
      <Head>
        <Titles>
          <h2 id={titleId}>{title}</h2>
          {subtitle && <p>{subtitle}</p>}
        </Titles>
        {actions}
        <IconButton size="small" onClick={onClose} aria-label={t('action.close')}>
          <X size={16} />
        </IconButton>
      </Head>
      {/* Reached by Tab, so that what is longer than the pane scrolls by keys too. */}
      <Body tabIndex={0}>{children}</Body>
      {footer && <Foot>{footer}</Foot>}
    </Pane>,
    slot,
  );
}
