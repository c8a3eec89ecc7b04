import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/display/error-state.tsx';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { CodeBlock } from '../feeds/code-block.tsx';
import { useFeedWords } from '../feeds/feed-words.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';

const OF_EACH_FEED = 3;
const Message = styled('figure')({
  margin: '8px 0 0',
  '& figcaption': { marginBottom: 4, fontSize: 12, color: tokens.textMuted },
  '& pre': { maxHeight: 190, whiteSpace: 'pre', overflowWrap: 'normal' },
});

/** What a release would send, word for word, once somebody asks to read it. */
export function ReleaseMessages({ waveIds }: { waveIds: number[] }) {
  const { t } = useTranslation('waves');
  const words = useFeedWords();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const { data, error } = useQuery({
    ...orpc.waves.messages.queryOptions({ input: { waveIds, ofEachFeed: OF_EACH_FEED } }),
    enabled: open,
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <>
      <Button
        size="small"
        variant="text"
        aria-expanded={open}
        aria-controls={listId}
        onClick={() => setOpen(!open)}
      >
        {t(open ? 'release.hideMessages' : 'release.readMessages')}
      </Button>
      <div id={listId} hidden={!open}>
        {error && <ErrorState error={error} />}
        {open && !data && !error && <PaneSkeleton blocks={1} />}
        {data?.map(({ feed, kind, subject, fileName, text }) => (
          <Message key={`${feed} ${kind} ${subject}`}>
            <figcaption>
              {feed} · {words.message(kind)} · {fileName ?? subject.replace(/^\w+:/, '')}
            </figcaption>
            <CodeBlock tabIndex={0}>{text}</CodeBlock>
          </Message>
        ))}
      </div>
    </>
  );
}
