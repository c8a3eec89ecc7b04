import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { Link } from 'react-router';
import { tokens } from '../../lib/tokens.ts';

const CARD = {
  display: 'grid',
  gridTemplateColumns: '20px 1fr',
  columnGap: 10,
  rowGap: 3,
  alignContent: 'start',
  padding: '12px 14px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  backgroundColor: tokens.surface,
  color: tokens.text,
  font: 'inherit',
  textAlign: 'left',
  textDecoration: 'none',
  '&:hover': { backgroundColor: tokens.hover, borderColor: tokens.lineStrong },
  '& svg': { color: tokens.accent, marginTop: 1 },
  '& strong': { fontWeight: 560 },
  '& span': { gridColumn: 2, color: tokens.textMuted, lineHeight: 1.45 },
  '& small': { gridColumn: 2, color: tokens.textQuiet, fontSize: 'calc(var(--v-font) - 1px)' },
} as const;

/** A way to begin, with its icon, its name and what it is for: it leads somewhere, or does something. */
export const ChoiceLink = styled(Link)(CARD);
export const ChoiceButton = styled(ButtonBase)(CARD);
