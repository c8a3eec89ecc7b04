import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate, useParams } from 'react-router';
import type { RuleVersionHead, RuleVersionView } from '../../../core/contract/rules.ts';
import { ErrorState } from '../../components/display/error-state.tsx';
import { Screen } from '../../components/layout/screen.tsx';
import { useCommand } from '../../lib/commands.ts';
import { links } from '../../lib/navigation.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { useRuleSetTitle } from '../../lib/use-rule-set-title.ts';
import { RulesTab } from './rules-tab.tsx';
import { SegmentsTab } from './segments-tab.tsx';
import { fromDay, toDay } from './slot-forms.tsx';
import { useDraft, useTelling } from './use-draft.ts';
import { ActivateDialog, NewSetDialog, RetireDialog } from './version-dialogs.tsx';
import { VersionList } from './version-list.tsx';

const Body = styled('div')({ display: 'flex', flex: 1, minHeight: 0 });
const Main = styled('div')({ flex: 1, minWidth: 0, overflow: 'auto', padding: '14px 20px 48px' });
const Inner = styled('div')({ maxWidth: 920 });
const Dates = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  flexWrap: 'wrap',
  marginBottom: 14,
  '& .hint': { color: tokens.textMuted, flex: '1 1 260px' },
});

type Question = 'activate' | 'retire' | 'new' | 'copy';

/** Rule sets: their versions, the rules in words, segments; previewed, activated, retired. */
export function RulesPage() {
  const { t } = useTranslation('rules');
  const { versionId } = useParams();
  const { data: versions, error, refetch } = useQuery(orpc.rules.versions.queryOptions({ input: {} }));
  const fallback = versions?.find(({ inForce }) => inForce) ?? versions?.[0];
  const id = versionId === undefined ? fallback?.id : Number(versionId);
  const version = useQuery({
    ...orpc.rules.version.queryOptions({ input: { versionId: id ?? 0 } }),
    enabled: id !== undefined,
  });
  const failed = error ?? version.error;
  if (failed || !versions || version.data?.id !== id) {
    return (
      <Screen title={t('title')}>
        {failed && <ErrorState error={failed} onRetry={() => void refetch()} />}
      </Screen>
    );
  }
  return version.data ? <VersionScreen key={id} version={version.data} versions={versions} /> : null;
}

function usePart(): 'rules' | 'segments' {
  return useParams().part === 'segments' ? 'segments' : 'rules';
}

function PartTabs({ versionId }: { versionId: number }) {
  const { t } = useTranslation('rules');
  return (
    <Tabs
      value={usePart()}
      aria-label={t('tabs.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      <Tab value="rules" component={NavLink} to={links.rules(versionId)} end label={t('tabs.rules')} />
      <Tab value="segments" component={NavLink} to={links.segments(versionId)} label={t('tabs.segments')} />
    </Tabs>
  );
}

function VersionScreen({ version, versions }: { version: RuleVersionView; versions: RuleVersionHead[] }) {
  const { t } = useTranslation('rules');
  const titleOf = useRuleSetTitle();
  const navigate = useNavigate();
  const tell = useTelling();
  const editing = useDraft(version);
  const part = usePart();
  const [question, setQuestion] = useState<Question | null>(null);
  const goTo = (id: number) => void navigate(part === 'segments' ? links.segments(id) : links.rules(id));
  const save = () =>
    tell(async () => {
      goTo(await editing.save());
      showToast({ message: t('saved') });
    });
  const readOnly = version.status === 'retired';
  useCommand({
    id: 'rules.save',
    title: t('save'),
    group: t('title'),
    shortcut: '$mod+s',
    enabled: editing.changed,
    run: save,
  });
  return (
    <Screen
      title={`${titleOf(version.setName)} · ${t('sets.version', { version: version.version })}`}
      crumbs={[{ label: t('title'), to: links.rules() }]}
      toolbar={<PartTabs versionId={version.id} />}
      actions={
        <>
          {editing.changed && <span style={{ color: tokens.textMuted }}>{t('unsaved')}</span>}
          {editing.changed && (
            <Button variant="text" onClick={editing.discard}>
              {t('discardChanges')}
            </Button>
          )}
          <Button variant="text" onClick={() => setQuestion('copy')}>
            {t('sets.copy')}
          </Button>
          {!readOnly && !editing.changed && (
            <Button onClick={() => setQuestion('retire')}>
              {t(version.status === 'draft' ? 'dropDraft' : 'retire')}
            </Button>
          )}
          {!readOnly && editing.changed && (
            <Button variant="contained" color="primary" onClick={() => void save()}>
              {t('save')}
            </Button>
          )}
          {version.status === 'draft' && !editing.changed && (
            <Button variant="contained" color="primary" onClick={() => setQuestion('activate')}>
              {t('activate')}
            </Button>
          )}
        </>
      }
    >
      <Body>
        <VersionList versions={versions} onNew={() => setQuestion('new')} />
        <Main tabIndex={0}>
          <Inner>
            <Validity editing={editing} readOnly={readOnly} />
            {part === 'rules' ? (
              <RulesTab
                document={editing.draft.document}
                readOnly={readOnly}
                setDocument={editing.setDocument}
              />
            ) : (
              <SegmentsTab
                document={editing.draft.document}
                readOnly={readOnly}
                setDocument={editing.setDocument}
              />
            )}
          </Inner>
        </Main>
      </Body>
      <Questions version={version} question={question} onClose={() => setQuestion(null)} onOpen={goTo} />
    </Screen>
  );
}

function Validity({ editing, readOnly }: { editing: ReturnType<typeof useDraft>; readOnly: boolean }) {
  const { t } = useTranslation('rules');
  const field = (key: 'validFrom' | 'validTo') => (
    <TextField
      label={t(key)}
      type="date"
      value={toDay(editing.draft[key])}
      disabled={readOnly}
      onChange={(event) => editing.setValidity({ [key]: fromDay(event.target.value) })}
      slotProps={{ inputLabel: { shrink: true } }}
      sx={{ width: 210 }}
    />
  );
  return (
    <Dates>
      {field('validFrom')}
      {field('validTo')}
      <span className="hint">{t('sets.hint')}</span>
    </Dates>
  );
}

interface QuestionsProps {
  version: RuleVersionView;
  question: Question | null;
  onClose: () => void;
  onOpen: (versionId: number) => void;
}

function Questions({ version, question, onClose, onOpen }: QuestionsProps) {
  const { t } = useTranslation('rules');
  const titleOf = useRuleSetTitle();
  const tell = useTelling();
  const refresh = () => queryClient.invalidateQueries({ queryKey: orpc.rules.key() });
  const confirmed = (work: () => Promise<string>) => () => {
    onClose();
    void tell(async () => {
      const message = await work();
      await refresh();
      showToast({ message });
    });
  };
  const { id: versionId } = version;
  const name = titleOf(version.setName);
  const activate = confirmed(async () => {
    await rpc.rules.activate({ versionId });
    return t('activation.done', { version: version.version, name });
  });
  const retire = confirmed(async () => {
    await rpc.rules.retire({ versionId });
    return t('activation.retireDone');
  });
  const create = (setName: string) => {
    onClose();
    void tell(async () => {
      const copied = question === 'copy' ? { copyOf: versionId } : {};
      const made = await rpc.rules.create({ name: setName, ...copied });
      await refresh();
      onOpen(made.versionId);
    });
  };
  if (question === 'activate')
    return <ActivateDialog version={version} onConfirm={activate} onClose={onClose} />;
  if (question === 'retire') return <RetireDialog version={version} onConfirm={retire} onClose={onClose} />;
  if (question === null) return null;
  const title = t(question === 'copy' ? 'sets.copy' : 'sets.new');
  return <NewSetDialog title={title} onConfirm={create} onClose={onClose} />;
}
