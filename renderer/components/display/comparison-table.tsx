import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

/** Lets a wide comparison scroll sideways. */
export const ComparisonScroller = styled('div')({ overflowX: 'auto', position: 'relative' });

/** Things side by side, a column each, a figure a row; `small` in a cell is the difference. */
export const ComparisonTable = styled('table')({
  borderCollapse: 'separate',
  borderSpacing: 0,
  width: '100%',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { borderBottom: `1px solid ${tokens.line}`, padding: '5px 12px', whiteSpace: 'nowrap' },
  '& thead th': { verticalAlign: 'bottom', textAlign: 'end', fontWeight: 560, minWidth: 148 },
  '& thead .name': { display: 'inline-flex', alignItems: 'center', gap: 6 },
  '& thead small': { display: 'block', color: tokens.textMuted, fontWeight: 450, minHeight: '1.4em' },
  '& tbody th': {
    position: 'sticky',
    left: 0,
    zIndex: 1,
    textAlign: 'start',
    fontWeight: 450,
    backgroundColor: tokens.surface,
    paddingLeft: 0,
  },
  '& tbody tr[data-part="true"] th': { paddingLeft: 14, color: tokens.textMuted },
  '& td': { textAlign: 'end' },
  '& [data-strong="true"]': { backgroundColor: tokens.subtle },
  '& td[data-strong="true"]': { fontWeight: 560 },
  '& td small': {
    display: 'inline-block',
    minWidth: 152,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    color: tokens.textMuted,
  },
  '& small[data-verdict="better"]': { color: tokens.ok },
  '& small[data-verdict="worse"]': { color: tokens.critical },
});
