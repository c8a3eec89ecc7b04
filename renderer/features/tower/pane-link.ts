import { styled } from '@mui/material/styles';
import { Link } from 'react-router';
import { tokens } from '../../lib/tokens.ts';

/** A link within a pane's facts. */
export const PaneLink = styled(Link)({
  color: tokens.accent,
  textDecoration: 'none',
  '&:hover': { textDecoration: 'underline' },
});
