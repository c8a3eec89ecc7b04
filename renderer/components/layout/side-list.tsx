import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

/** A column of links at the left of a screen: what there is to open here. */
export const SideList = styled('nav')({
  width: 240,
  flexShrink: 0,
  overflow: 'auto',
  borderRight: `1px solid ${tokens.line}`,
  padding: '10px 8px 24px',
  '& ul': { listStyle: 'none', margin: 0, padding: 0 },
  '& li > a': {
    display: 'block',
    padding: '6px 8px',
    borderRadius: 6,
    color: tokens.text,
    textDecoration: 'none',
    '&:hover': { backgroundColor: tokens.hover },
    '&.active': { backgroundColor: tokens.accentSoft },
  },
  '& small': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
});
