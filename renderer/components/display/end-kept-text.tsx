import { styled } from '@mui/material/styles';

const Root = styled('span')({
  display: 'block',
  overflow: 'hidden',
  textOverflow: 'ellipsis',
  whiteSpace: 'nowrap',
  direction: 'rtl',
  textAlign: 'left',
});

/** One line of text that, where it does not fit, loses its beginning: the end tells names of a company's places apart. */
export function EndKeptText({ text, className }: { text: string; className?: string }) {
  return (
    <Root {...(className === undefined ? {} : { className })}>
      <bdi>{text}</bdi>
    </Root>
  );
}
