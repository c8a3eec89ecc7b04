import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

/** The line of filter chips under a screen's bar. */
export const FilterStrip = styled('div')({
  flexShrink: 0,
  minWidth: 0,
  padding: '6px 12px',
  borderBottom: `1px solid ${tokens.line}`,
  backgroundColor: tokens.surface,
});
