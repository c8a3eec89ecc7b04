import Autocomplete from '@mui/material/Autocomplete';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { INCIDENT_KINDS, type IncidentKind } from '../../../../core/contract/incidents.ts';
import type { TeamDraft, TeamView } from '../../../../core/contract/teams.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { orpc } from '../../../lib/rpc.ts';
import { useIncidentWords } from '../../incidents/incident-words.ts';
import { useActor } from '../../incidents/use-incidents.ts';

interface TeamDialogProps {
  /** Null: a new one. */
  team: TeamView | null;
  busy: boolean;
  onSave: (draft: TeamDraft) => void;
  onClose: () => void;
}

/** A team's name, who is in it, and which kinds of incidents it looks after. */
export function TeamDialog({ team, busy, onSave, onClose }: TeamDialogProps) {
  const { t } = useTranslation('incident-settings');
  const words = useIncidentWords();
  const actor = useActor();
  const { data: people = [] } = useQuery(orpc.incidents.people.queryOptions());
  const [name, setName] = useState(team?.name ?? '');
  const [members, setMembers] = useState<string[]>(team?.members ?? (actor ? [actor] : []));
  const [typed, setTyped] = useState('');
  const [kinds, setKinds] = useState<IncidentKind[]>(team?.kinds ?? []);
  /** A name that was typed and not yet confirmed counts as well. */
  const all = [...new Set([...members, typed.trim()])].filter((person) => person !== '');
  return (
    <ConfirmDialog
      open
      title={t(team ? 'teams.change' : 'teams.new')}
      confirmLabel={t('teams.save')}
      blocked={name.trim() === ''}
      busy={busy}
      focusContent
      onConfirm={() => onSave({ id: team?.id ?? null, name: name.trim(), members: all, kinds })}
      onClose={onClose}
    >
      <div style={{ display: 'grid', gap: 14, paddingTop: 6 }}>
        <TextField
          label={t('teams.name')}
          value={name}
          autoFocus
          fullWidth
          slotProps={{ htmlInput: { maxLength: 80 } }}
          onChange={(event) => setName(event.target.value)}
        />
        <Autocomplete
          multiple
          freeSolo
          autoHighlight={false}
          options={[...new Set([actor, ...people])].filter((person) => person !== '')}
          value={members}
          inputValue={typed}
          onInputChange={(_event, text) => setTyped(text)}
          onChange={(_event, chosen) => setMembers([...new Set(chosen.map((person) => person.trim()))])}
          renderInput={(params) => (
            <TextField {...params} label={t('teams.members')} helperText={t('teams.membersHint')} />
          )}
        />
        <Autocomplete
          multiple
          disableCloseOnSelect
          options={[...INCIDENT_KINDS]}
          value={kinds}
          getOptionLabel={words.kind}
          onChange={(_event, chosen) => setKinds(chosen)}
          renderInput={(params) => (
            <TextField
              {...params}
              label={t('teams.kinds')}
              helperText={t('teams.kindsHint')}
              placeholder={kinds.length === 0 ? t('teams.everyKind') : undefined}
            />
          )}
        />
      </div>
    </ConfirmDialog>
  );
}
