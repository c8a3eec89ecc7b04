import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { BookOpen, Pause, Play, Siren, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams } from 'react-router';
import type { PlaybookHead, PlaybookMode, PlaybookView } from '../../../core/contract/playbooks.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand } from '../../lib/commands.ts';
import { links } from '../../lib/navigation.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useTold } from '../lists/use-told.ts';
import { PlaybookEditor } from './playbook-editor.tsx';
import { PlaybookList } from './playbook-list.tsx';
import { playbookName, usePlaybookWords } from './playbook-words.ts';
import { newStep, usePlaybookDraft } from './use-playbook-draft.ts';

const Body = styled('div')({ display: 'flex', flex: 1, minHeight: 0 });
const Main = styled('div')({ flex: 1, minWidth: 0, overflow: 'auto', padding: '14px 20px 48px' });

const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.playbooks.key() });

/** Playbooks: what is done about which incidents, how far by itself, and what it would do now. */
export function PlaybooksPage() {
  const { t } = useTranslation(['playbooks', 'incidents']);
  const params = useParams();
  const list = useQuery(orpc.playbooks.list.queryOptions());
  const id = params.id === undefined ? list.data?.rows[0]?.id : Number(params.id);
  const playbook = useQuery({
    ...orpc.playbooks.get.queryOptions({ input: { id: id ?? 0 } }),
    enabled: id !== undefined,
    retry: false,
  });
  const failed = list.error ?? playbook.error;
  const known = playbook.data?.id === id ? playbook.data : undefined;
  const [naming, setNaming] = useState(false);
  return (
    <>
      {known && list.data ? (
        <PlaybookScreen
          key={`${known.id}:${known.version}`}
          playbook={known}
          playbooks={list.data.rows}
          paused={list.data.paused}
          onNew={() => setNaming(true)}
        />
      ) : (
        <Screen title={t('title')} crumbs={[{ label: t('incidents:title'), to: links.incidents() }]}>
          <Body>
            {list.data && <PlaybookList playbooks={list.data.rows} onNew={() => setNaming(true)} />}
            <Main>
              {failed && <ErrorState error={failed} onRetry={() => void list.refetch()} />}
              {!failed && (list.data?.rows.length === 0 ? <NoPlaybook /> : <PaneSkeleton />)}
            </Main>
          </Body>
        </Screen>
      )}
      {naming && <NewPlaybookDialog onClose={() => setNaming(false)} />}
    </>
  );
}

function NoPlaybook() {
  const { t } = useTranslation('playbooks');
  return (
    <EmptyState icon={BookOpen} title={t('none')}>
      {t('noneText')}
    </EmptyState>
  );
}

function NewPlaybookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const { busy, perform } = useTold();
  const [name, setName] = useState('');
  const create = () =>
    perform(async () => {
      const { id } = await rpc.playbooks.create({
        name: name.trim(),
        document: {
          trigger: { kinds: ['late'] },
          steps: [newStep('option')],
          perRunMinor: 0,
          perDayMinor: 0,
        },
      });
      onClose();
      await refresh();
      void navigate(links.playbook(id));
    });
  return (
    <ConfirmDialog
      open
      title={t('new')}
      confirmLabel={t('create')}
      blocked={!name.trim()}
      busy={busy}
      focusContent
      onConfirm={() => void create()}
      onClose={onClose}
    >
      <TextField
        label={t('name')}
        value={name}
        autoFocus
        fullWidth
        sx={{ marginTop: '6px' }}
        slotProps={{ htmlInput: { maxLength: 80 } }}
        onChange={(event) => setName(event.target.value)}
      />
    </ConfirmDialog>
  );
}

interface PlaybookScreenProps {
  playbook: PlaybookView;
  playbooks: readonly PlaybookHead[];
  paused: boolean;
  onNew: () => void;
}

function PlaybookScreen({ playbook, playbooks, paused, onNew }: PlaybookScreenProps) {
  const words = usePlaybookWords();
  const { t } = words;
  const editing = usePlaybookDraft(playbook);
  const { busy, perform } = useTold();
  const [asking, setAsking] = useState<'remove' | 'itself' | null>(null);
  const name = playbookName(playbook, t);
  const save = () =>
    perform(async () => {
      await editing.save();
      showToast({ severity: 'ok', message: t('saved') });
    });
  const setMode = (mode: PlaybookMode) =>
    perform(async () => {
      await rpc.playbooks.setMode({ id: playbook.id, mode });
      await refresh();
      setAsking(null);
    });
  const canSave = editing.changed && editing.complete && !busy;
  useCommand({
    id: 'playbooks.save',
    title: t('save'),
    group: t('title'),
    shortcut: '$mod+s',
    enabled: canSave,
    run: () => void save(),
  });
  return (
    <Screen
      title={`${name} · ${t('version', { version: playbook.version })}`}
      crumbs={[
        { label: t('incidents:title'), to: links.incidents() },
        { label: t('title'), to: links.playbooks() },
      ]}
      toolbar={paused && <StatusChip tone="warning" label={t('paused')} />}
      actions={
        <>
          {editing.changed && (
            <>
              <span style={{ color: tokens.textMuted }}>{t('unsaved')}</span>
              <Button variant="text" onClick={editing.discard}>
                {t('discard')}
              </Button>
            </>
          )}
          <Button component={Link} to={links.incidents()} startIcon={<Siren size={14} />}>
            {t('toIncidents')}
          </Button>
          <Button startIcon={<Trash2 size={14} />} onClick={() => setAsking('remove')}>
            {t('remove')}
          </Button>
          <PauseButton paused={paused} />
          {editing.changed && (
            <Button variant="contained" color="primary" disabled={!canSave} onClick={() => void save()}>
              {t('save')}
            </Button>
          )}
        </>
      }
    >
      <Body>
        <PlaybookList playbooks={playbooks} onNew={onNew} />
        <Main tabIndex={0}>
          <PlaybookEditor
            playbook={playbook}
            editing={editing}
            words={words}
            busy={busy}
            onMode={(mode) => (mode === 'itself' ? setAsking('itself') : void setMode(mode))}
          />
        </Main>
      </Body>
      {asking === 'remove' && (
        <RemoveDialog playbook={playbook} name={name} onClose={() => setAsking(null)} />
      )}
      <ConfirmDialog
        open={asking === 'itself'}
        title={t('itself.title', { name })}
        consequences={itselfWords()}
        confirmLabel={t('itself.confirm')}
        busy={busy}
        onConfirm={() => void setMode('itself')}
        onClose={() => setAsking(null)}
      />
    </Screen>
  );

  function itselfWords(): string[] {
    const { perRunMinor, perDayMinor } = playbook.document;
    const money = (minor: number | null) =>
      minor === null ? t('limit.none') : words.rules.format.moneyMinor(minor, words.rules.currency);
    return [
      t('itself.starts'),
      t('itself.limits', { run: money(perRunMinor), day: money(perDayMinor) }),
      t('itself.back'),
      ...(editing.changed ? [t('itself.unsaved')] : []),
    ];
  }
}

function PauseButton({ paused }: { paused: boolean }) {
  const { t } = useTranslation('playbooks');
  const { busy, perform } = useTold();
  const pause = () =>
    perform(async () => {
      await rpc.playbooks.pause({ on: !paused });
      await refresh();
    });
  return (
    <Button
      disabled={busy}
      startIcon={paused ? <Play size={14} /> : <Pause size={14} />}
      onClick={() => void pause()}
    >
      {t(paused ? 'goOn' : 'pause')}
    </Button>
  );
}

function RemoveDialog({
  playbook,
  name,
  onClose,
}: {
  playbook: PlaybookView;
  name: string;
  onClose: () => void;
}) {
  const { t } = useTranslation('playbooks');
  const navigate = useNavigate();
  const { busy, perform } = useTold();
  const remove = () =>
    perform(async () => {
      await rpc.playbooks.remove({ id: playbook.id });
      void navigate(links.playbooks());
      await refresh();
    });
  return (
    <ConfirmDialog
      open
      danger
      title={t('removing.title', { name })}
      consequences={[t('removing.runs', { count: playbook.running }), t('removing.stays')]}
      confirmLabel={t('remove')}
      busy={busy}
      onConfirm={() => void remove()}
      onClose={onClose}
    />
  );
}
