import { styled } from '@mui/material/styles';
import { ChevronRight } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { tokens } from '../../../lib/tokens.ts';

const Root = styled('details')({
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: tokens.surface,
  minWidth: 0,
  '& > summary': {
    display: 'flex',
    alignItems: 'center',
    gap: 8,
    minHeight: 40,
    padding: '6px 14px',
    borderRadius: 8,
    cursor: 'pointer',
    listStyle: 'none',
    '&:hover': { backgroundColor: tokens.hover },
    '&::-webkit-details-marker': { display: 'none' },
  },
  '& > summary h2': { fontSize: 'var(--v-font)', fontWeight: 600 },
  '& > summary svg': { color: tokens.textQuiet, flexShrink: 0 },
  '& > summary .note': { color: tokens.textQuiet },
  '&[open] > summary': { borderBottom: `1px solid ${tokens.line}`, borderRadius: '8px 8px 0 0' },
  '&[open] > summary svg': { transform: 'rotate(90deg)' },
  '&[open] > summary .note': { visibility: 'hidden' },
});

interface FoldPanelProps {
  title: string;
  /** Said beside the title while folded: how many settings lie in it. */
  note: string;
  openAtFirst: boolean;
  /** Something in it wants attention: it opens. */
  forceOpen: boolean;
  children: ReactNode;
}

/** A block of the form that can be folded away. */
export function FoldPanel({ title, note, openAtFirst, forceOpen, children }: FoldPanelProps) {
  const [open, setOpen] = useState(openAtFirst);
  return (
    <Root open={open || forceOpen} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>
        <ChevronRight size={14} aria-hidden />
        <h2>{title}</h2>
        <span className="note">{note}</span>
      </summary>
      <div className="fields">{children}</div>
    </Root>
  );
}
