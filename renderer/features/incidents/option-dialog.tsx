import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OptionKind } from '../../../core/contract/incidents.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc, type rpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useIncidentWords } from './incident-words.ts';

type Preview = Awaited<ReturnType<typeof rpc.incidents.preview>>;

const MOST_RESERVATIONS = 4;
const MOST_MESSAGES = 3;

const Lines = styled('ul')({
  margin: '0 0 14px',
  padding: '8px 12px 8px 28px',
  borderRadius: 6,
  backgroundColor: tokens.subtle,
  '& li': { padding: '2px 0' },
});
const Letter = styled('div')({
  marginBottom: 12,
  '& .to': { color: tokens.textMuted, fontSize: 'calc(var(--v-font) - 1px)' },
  '& .subject': { fontWeight: 600, margin: '2px 0 6px' },
  '& pre': {
    margin: 0,
    padding: '8px 12px',
    borderRadius: 6,
    border: `1px solid ${tokens.line}`,
    whiteSpace: 'pre-wrap',
    font: 'inherit',
  },
});

interface OptionDialogProps {
  ids: number[];
  option: OptionKind;
  busy: boolean;
  onConfirm: (bodies: Record<string, string>) => void;
  onClose: () => void;
}

/** Shows every message and reservation that an option comes to, lets the letters be reviewed, and asks. */
export function OptionDialog({ ids, option, busy, onConfirm, onClose }: OptionDialogProps) {
  const { t } = useTranslation(['incidents', 'common']);
  const words = useIncidentWords();
  const titleId = useId();
  const [bodies, setBodies] = useState<Record<string, string>>({});
  const { data, error } = useQuery({
    ...orpc.incidents.preview.queryOptions({ input: { ids, option } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const count = data?.incidents ?? ids.length;
  const name = words.option(option);
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('preview.title', { count, option: name })}</DialogTitle>
      <DialogContent>
        {error && <ErrorState error={error} />}
        {!data && !error && <PaneSkeleton blocks={2} />}
        {data && (
          <>
            <Consequences preview={data} />
            <Letters preview={data} bodies={bodies} onChange={setBodies} />
          </>
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose} disabled={busy}>
          {t('common:action.cancel')}
        </Button>
        <Button
          variant="contained"
          disabled={busy || !data || data.incidents === 0}
          autoFocus
          onClick={() => onConfirm(bodies)}
        >
          {t('preview.confirm', { count, option: name })}
        </Button>
      </DialogActions>
    </Dialog>
  );
}

function Consequences({ preview }: { preview: Preview }) {
  const { t } = useTranslation('incidents');
  const format = useFormat();
  const { reservations, messages, refused } = preview;
  const lines: string[] = [];
  if (preview.costMinor > 0) {
    lines.push(t('preview.cost', { amount: format.moneyMinor(preview.costMinor, preview.currency) }));
  }
  for (const line of reservations.slice(0, MOST_RESERVATIONS)) lines.push(t('preview.reservation', line));
  const more = reservations.length - MOST_RESERVATIONS;
  if (more > 0) lines.push(t('preview.more', { count: more }));
  for (const { plan, route, moved, movedMinutes, published, feeds } of preview.tours) {
    lines.push(t(published ? 'preview.tourPublished' : 'preview.tour', { plan, route }));
    if (moved > 0) lines.push(t('preview.tourMoved', { count: moved, minutes: movedMinutes, route }));
    if (feeds.length > 0) lines.push(t('preview.tourTold', { feeds: feeds.join(', '), plan }));
  }
  const byFeed = Map.groupBy(messages, ({ feed }) => feed);
  for (const [feed, own] of byFeed) {
    lines.push(t(feed === null ? 'preview.noFeed' : 'preview.through', { count: own.length, feed }));
  }
  lines.push(t(`preview.undo.${preview.undo}`));
  if (refused.length > 0) {
    lines.push(t('preview.left', { count: refused.length, reason: refused[0]?.reason }));
  }
  return (
    <Lines>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </Lines>
  );
}

interface LettersProps {
  preview: Preview;
  bodies: Record<string, string>;
  onChange: (bodies: Record<string, string>) => void;
}

/** The messages as they would go out; the one to a customer can be written over. */
function Letters({ preview, bodies, onChange }: LettersProps) {
  const { t } = useTranslation('incidents');
  const shown = preview.incidents === 1 ? preview.messages : preview.messages.slice(0, MOST_MESSAGES);
  const others = preview.messages.length - shown.length;
  return (
    <>
      {shown.map((message) => (
        <Letter key={`${message.incidentId} ${message.kind}`}>
          <div className="to">
            {t('preview.message', {
              to: t(`preview.to.${message.to}`),
              channel: t(`preview.channel.${message.channel}`),
              recipient: message.recipient ?? t('preview.unknown'),
            })}
          </div>
          <div className="subject" lang={message.language}>
            {message.subject}
          </div>
          {message.to === 'customer' ? (
            <TextField
              multiline
              fullWidth
              minRows={3}
              value={bodies[String(message.incidentId)] ?? message.body}
              slotProps={{ htmlInput: { 'aria-label': t('preview.letter'), lang: message.language } }}
              onChange={(event) => onChange({ ...bodies, [String(message.incidentId)]: event.target.value })}
            />
          ) : (
            <pre lang={message.language}>{message.body}</pre>
          )}
        </Letter>
      ))}
      {others > 0 && <p>{t('preview.others', { count: others })}</p>}
    </>
  );
}
