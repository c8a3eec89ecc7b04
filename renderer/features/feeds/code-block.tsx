import { styled } from '@mui/material/styles';
import { tokens } from '../../lib/tokens.ts';

export const MONOSPACE = 'ui-monospace, "SFMono-Regular", "JetBrains Mono", Menlo, Consolas, monospace';

/** Raw text as it came, scrolled within its own frame. */
export const CodeBlock = styled('pre')({
  margin: 0,
  padding: '8px 10px',
  maxHeight: 320,
  overflow: 'auto',
  border: `1px solid ${tokens.line}`,
  borderRadius: 6,
  backgroundColor: tokens.canvas,
  fontFamily: MONOSPACE,
  fontSize: 12,
  lineHeight: 1.55,
  whiteSpace: 'pre-wrap',
  overflowWrap: 'anywhere',
});

/** One line of code: an address, a key. */
export const CodeLine = styled('code')({
  flex: 1,
  minWidth: 0,
  padding: '4px 8px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 6,
  backgroundColor: tokens.canvas,
  fontFamily: MONOSPACE,
  fontSize: 12,
  overflowWrap: 'anywhere',
});
