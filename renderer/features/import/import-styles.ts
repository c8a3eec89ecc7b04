import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

/** A small table that shows all its rows; lists that grow are a `DataTable`. */
export const PlainTable = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 'var(--v-font)',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': {
    height: tokens.rowHeight,
    padding: '3px 10px',
    textAlign: 'left',
    borderBottom: `1px solid ${tokens.line}`,
    verticalAlign: 'middle',
  },
  '& th:first-of-type': { paddingLeft: 14 },
  '& tr > :last-child': { paddingRight: 14 },
  '& > tbody:last-child > tr:last-child > *': { borderBottom: 0 },
  '& thead th': {
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 520,
    whiteSpace: 'nowrap',
  },
  '& tbody th': { fontWeight: 450 },
  '& .end': { textAlign: 'right' },
  '& .zero': { color: tokens.textQuiet },
  '& tfoot th, & tfoot td': { fontWeight: 600, borderBottom: 0, backgroundColor: tokens.subtle },
});

/** A bordered block of a step. */
export const Panel = styled('section')({
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: tokens.surface,
  minWidth: 0,
  overflow: 'hidden',
  '& > header': {
    display: 'flex',
    alignItems: 'center',
    gap: 10,
    minHeight: 40,
    padding: '6px 14px',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& > header :is(h2, h3)': { fontSize: 'var(--v-font)', fontWeight: 600 },
  '& > header .quiet': { color: tokens.textQuiet },
  '& > header .push': { marginLeft: 'auto' },
});

export const Stack = styled('div')({ display: 'grid', gap: 16, minWidth: 0 });

/** What a step may scroll, and the bar with the way on that never scrolls away. */
export const StepBody = styled('div')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  backgroundColor: tokens.canvas,
  '& > .inner': { maxWidth: 1240, margin: '0 auto', padding: '20px 24px 40px' },
});

export const StepFoot = styled('footer')({
  display: 'flex',
  alignItems: 'center',
  gap: 8,
  flexShrink: 0,
  minHeight: 'calc(var(--v-control) + 21px)',
  padding: '10px 24px',
  borderTop: `1px solid ${tokens.line}`,
  backgroundColor: tokens.surface,
  '& .push': { marginLeft: 'auto' },
  '& .note': {
    display: 'flex',
    alignItems: 'center',
    gap: 6,
    minWidth: 0,
    color: tokens.textMuted,
  },
});
