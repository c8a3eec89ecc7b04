import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { TeamDraft, TeamView } from '../../../../core/contract/teams.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { useFormat } from '../../../lib/format.ts';
import { queryClient } from '../../../lib/query-client.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PlainTable } from '../../import/import-styles.ts';
import { useIncidentWords } from '../../incidents/incident-words.ts';
import { useTold } from '../../lists/use-told.ts';
import { TeamDialog } from './team-dialog.tsx';

interface TeamRowProps {
  team: TeamView;
  onEdit: () => void;
  onRemove: () => void;
}

function TeamRow({ team, onEdit, onRemove }: TeamRowProps) {
  const { t } = useTranslation('incident-settings');
  const words = useIncidentWords();
  const { name, members, kinds, mine } = team;
  return (
    <tr>
      <th scope="row">
        {name} {mine && <StatusChip quiet tone="info" label={t('teams.mine')} />}
      </th>
      <td style={{ whiteSpace: 'normal' }}>{members.join(', ') || t('teams.nobody')}</td>
      <td style={{ whiteSpace: 'normal' }}>{kinds.map(words.kind).join(', ') || t('teams.everyKind')}</td>
      <td className="end">
        <Button size="small" aria-label={t('teams.editOf', { name })} onClick={onEdit}>
          {t('teams.edit')}
        </Button>{' '}
        <Button size="small" color="error" aria-label={t('teams.removeOf', { name })} onClick={onRemove}>
          {t('teams.remove')}
        </Button>
      </td>
    </tr>
  );
}

/** Who works with whom on incidents: what "Team" shows in the inbox. */
export function TeamsPart() {
  const { t } = useTranslation('incident-settings');
  const format = useFormat();
  const { data, error, refetch } = useQuery(orpc.teams.list.queryOptions());
  const { busy, perform } = useTold();
  const [edited, setEdited] = useState<TeamView | 'new' | null>(null);
  const [leaving, setLeaving] = useState<TeamView | null>(null);
  const refresh = () =>
    Promise.all([refetch(), queryClient.invalidateQueries({ queryKey: orpc.incidents.key() })]);
  const save = (draft: TeamDraft) =>
    perform(async () => {
      await rpc.teams.save(draft);
      await refresh();
      showToast({ severity: 'ok', message: t('teams.saved', { name: draft.name }) });
      setEdited(null);
    });
  const remove = ({ id }: TeamView) =>
    perform(async () => {
      await rpc.teams.remove({ id });
      await refresh();
      setLeaving(null);
    });
  return (
    <Section
      level={2}
      title={<span id="teams">{t('teams.title')}</span>}
      actions={
        <Button size="small" startIcon={<Plus size={13} />} onClick={() => setEdited('new')}>
          {t('teams.new')}
        </Button>
      }
    >
      <p style={{ color: tokens.textMuted, marginBottom: 10, lineHeight: 1.5 }}>{t('teams.text')}</p>
      {error && <ErrorState error={error} onRetry={() => void refetch()} />}
      {data?.length === 0 && <p style={{ color: tokens.textMuted }}>{t('teams.none')}</p>}
      {data && data.length > 0 && (
        <div style={{ overflowX: 'auto', margin: '0 -14px' }}>
          <PlainTable aria-label={t('teams.title')}>
            <thead>
              <tr>
                <th scope="col">{t('teams.name')}</th>
                <th scope="col">{t('teams.members')}</th>
                <th scope="col">{t('teams.kinds')}</th>
                <th scope="col">
                  <span className="visually-hidden">{t('teams.actions')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {data.map((team) => (
                <TeamRow
                  key={team.id}
                  team={team}
                  onEdit={() => setEdited(team)}
                  onRemove={() => setLeaving(team)}
                />
              ))}
            </tbody>
          </PlainTable>
        </div>
      )}
      {edited && (
        <TeamDialog
          team={edited === 'new' ? null : edited}
          busy={busy}
          onSave={(draft) => void save(draft)}
          onClose={() => setEdited(null)}
        />
      )}
      {leaving && (
        <ConfirmDialog
          open
          danger
          title={t('teams.removing', { name: leaving.name })}
          consequences={[t('teams.given', { count: leaving.open, formatted: format.integer(leaving.open) })]}
          confirmLabel={t('teams.remove')}
          busy={busy}
          onConfirm={() => void remove(leaving)}
          onClose={() => setLeaving(null)}
        />
      )}
    </Section>
  );
}
