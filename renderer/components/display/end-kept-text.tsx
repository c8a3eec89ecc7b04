import { styled } from '@mui/material/styles';

const Root = styled('span')({
  display: 'flex',
  minWidth: 0,
  whiteSpace: 'pre',
  '& .start': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis' },
  '& .end': { flex: 'none', maxWidth: '80%', overflow: 'hidden', textOverflow: 'ellipsis' },
});

/** One line of text that, where it does not fit, loses its middle: the last word is what tells names of a company's places apart. */
export function EndKeptText({ text, className }: { text: string; className?: string }) {
  const cut = text.lastIndexOf(' ');
  return (
    <Root {...(className === undefined ? {} : { className })}>
      <span className="start">{text.slice(0, Math.max(0, cut))}</span>
      <span className="end">{text.slice(Math.max(0, cut))}</span>
    </Root>
  );
}
