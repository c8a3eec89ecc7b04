import Button from '@mui/material/Button';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ToggleChip } from '../../../components/filters/filter-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { orpc } from '../../../lib/rpc.ts';
import type { IncidentCommands } from '../use-incidents.ts';

const MOST_OFFERED = 6;
/** An @ with what is written of the name so far, at the end of the text before the cursor. */
const BEGUN = /(^|[\s(])@([\p{L}\p{N}._-]*)$/u;

/** What somebody is called after an @. */
function mentionOf(person: string): string {
  return `@${person.trim().replaceAll(/\s+/g, '.')}`;
}

/** A comment; after an @ the people who work on incidents are offered. */
export function CommentBox({ id, commands }: { id: number; commands: IncidentCommands }) {
  const { t } = useTranslation('incidents');
  const field = useRef<HTMLTextAreaElement>(null);
  const [note, setNote] = useState('');
  const [cursor, setCursor] = useState(0);
  const { data: people = [] } = useQuery(orpc.incidents.people.queryOptions());
  const begun = BEGUN.exec(note.slice(0, cursor))?.[2] ?? null;
  const offered =
    begun === null
      ? []
      : people
          .filter((person) => mentionOf(person).toLowerCase().startsWith(`@${begun.toLowerCase()}`))
          .slice(0, MOST_OFFERED);
  const name = (person: string) => {
    const from = cursor - (begun?.length ?? 0) - 1;
    const head = `${note.slice(0, from)}${mentionOf(person)} `;
    setNote(head + note.slice(cursor));
    setCursor(head.length);
    field.current?.focus();
  };
  const send = async () => {
    if (await commands.comment(id, note)) setNote('');
  };
  return (
    <Section title={t('pane.comments')}>
      <TextField
        multiline
        fullWidth
        minRows={2}
        value={note}
        inputRef={field}
        placeholder={t('pane.commentHint')}
        slotProps={{ htmlInput: { 'aria-label': t('pane.comments'), maxLength: 4000 } }}
        onChange={(event) => {
          setNote(event.target.value);
          setCursor(event.target.selectionStart ?? event.target.value.length);
        }}
      />
      <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, marginTop: 6 }}>
        <Button size="small" disabled={commands.busy || note.trim() === ''} onClick={() => void send()}>
          {t('pane.send')}
        </Button>
        {offered.map((person) => (
          <ToggleChip key={person} on aria-label={t('pane.name', { person })} onClick={() => name(person)}>
            {mentionOf(person)}
          </ToggleChip>
        ))}
      </div>
    </Section>
  );
}
