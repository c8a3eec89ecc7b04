import Button from '@mui/material/Button';
import Dialog from '@mui/material/Dialog';
import DialogActions from '@mui/material/DialogActions';
import DialogContent from '@mui/material/DialogContent';
import DialogTitle from '@mui/material/DialogTitle';
import IconButton from '@mui/material/IconButton';
import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Plus, X } from 'lucide-react';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PrecedenceRule } from '../../../../core/contract/differences.ts';
import { RECORD_KINDS, type RecordKind } from '../../../../core/contract/feed-records.ts';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useTold } from '../../lists/use-told.ts';
import { useFeedWords } from '../feed-words.ts';
import { useFeeds } from '../use-feeds.ts';
import { addRule, completeOrder, EVERY_FIELD, removeRule, setOrder } from './precedence-edits.ts';
import { SourceOrder } from './source-order.tsx';
import type { DifferenceGroup } from './use-differences.ts';

const Rule = styled('section')({
  marginBottom: 10,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& > header': {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    padding: '4px 6px 4px 12px',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& h3': { fontSize: 'var(--v-font)', fontWeight: 560 },
  '& > div': { padding: 4 },
});

const AddForm = styled('div')({
  display: 'grid',
  gridTemplateColumns: '1fr 1fr auto',
  alignItems: 'end',
  gap: 8,
  marginTop: 14,
});

const bringing = (feeds: readonly FeedView[], kind: RecordKind) =>
  feeds.filter((feed) => feed.kinds.includes(kind)).map((feed) => feed.id);

interface EditorProps {
  rules: readonly PrecedenceRule[];
  feeds: readonly FeedView[];
  groups: readonly DifferenceGroup[];
  onChange: (rules: PrecedenceRule[]) => void;
}

function AddRule({ rules, feeds, groups, onChange }: EditorProps) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const [kind, setKind] = useState<RecordKind>('stock');
  const [field, setField] = useState(EVERY_FIELD);
  const named = groups.filter((group) => group.kind === kind && group.field !== null);
  const fields = [EVERY_FIELD, ...new Set(named.map((group) => group.field as string))];
  const kinds = RECORD_KINDS.filter((one) => bringing(feeds, one).length > 0);
  const shown = kinds.includes(kind) ? kind : '';
  return (
    <AddForm>
      <TextField
        select
        label={t('precedence.kind')}
        value={shown}
        onChange={(event) => {
          setKind(event.target.value as RecordKind);
          setField(EVERY_FIELD);
        }}
      >
        {kinds.map((one) => (
          <MenuItem key={one} value={one}>
            {words.kind(one)}
          </MenuItem>
        ))}
      </TextField>
      <TextField
        select
        label={t('precedence.field')}
        value={fields.includes(field) ? field : EVERY_FIELD}
        onChange={(event) => setField(event.target.value)}
      >
        {fields.map((one) => (
          <MenuItem key={one} value={one}>
            {one === EVERY_FIELD ? t('precedence.every') : words.field(one)}
          </MenuItem>
        ))}
      </TextField>
      <Button
        startIcon={<Plus size={13} />}
        disabled={shown === ''}
        onClick={() => onChange(addRule(rules, kind, field, bringing(feeds, kind)))}
      >
        {t('precedence.add')}
      </Button>
    </AddForm>
  );
}

function Rules({ rules, feeds, groups, onChange }: EditorProps) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const nameOf = (id: number) => feeds.find((feed) => feed.id === id)?.name ?? String(id);
  return (
    <>
      {rules.length === 0 && <p style={{ color: tokens.textMuted }}>{t('precedence.none')}</p>}
      {rules.map((rule) => {
        const name = t('differences.group', {
          kind: words.kind(rule.kind),
          what: rule.field === EVERY_FIELD ? t('precedence.every') : words.field(rule.field),
        });
        return (
          <Rule key={`${rule.kind} ${rule.field}`}>
            <header>
              <h3>{name}</h3>
              <IconButton
                size="small"
                aria-label={t('precedence.remove', { name })}
                onClick={() => onChange(removeRule(rules, rule))}
              >
                <X size={14} />
              </IconButton>
            </header>
            <div>
              <SourceOrder
                label={t('precedence.order', { name })}
                feedIds={completeOrder(rule.feedIds, bringing(feeds, rule.kind))}
                nameOf={nameOf}
                onChange={(feedIds) => onChange(setOrder(rules, rule, feedIds))}
              />
            </div>
          </Rule>
        );
      })}
      <AddRule rules={rules} feeds={feeds} groups={groups} onChange={onChange} />
    </>
  );
}

interface PrecedenceDialogProps {
  groups: readonly DifferenceGroup[];
  onClose: () => void;
}

/** Which source wins for which field: the first one that says something. */
export function PrecedenceDialog({ groups, onClose }: PrecedenceDialogProps) {
  const { t } = useTranslation(['feeds', 'common']);
  const titleId = useId();
  const client = useQueryClient();
  const { data: feeds } = useFeeds();
  const { data } = useQuery({ ...orpc.feeds.precedence.queryOptions(), staleTime: 0 });
  const [edited, setEdited] = useState<PrecedenceRule[] | null>(null);
  const { busy, perform } = useTold();
  const rules = edited ?? data;
  const save = () =>
    perform(async () => {
      if (!rules || !feeds) return;
      const complete = rules.map((rule) => ({
        ...rule,
        feedIds: completeOrder(rule.feedIds, bringing(feeds, rule.kind)),
      }));
      const saved = await rpc.feeds.savePrecedence(complete);
      client.setQueryData(orpc.feeds.precedence.queryKey(), saved);
      showToast({ message: t('precedence.saved') });
      onClose();
    });
  return (
    <Dialog open onClose={busy ? undefined : onClose} aria-labelledby={titleId} maxWidth="sm" fullWidth>
      <DialogTitle id={titleId}>{t('precedence.title')}</DialogTitle>
      <DialogContent>
        <p style={{ color: tokens.textMuted, marginBottom: 14, lineHeight: 1.5 }}>{t('precedence.text')}</p>
        {rules && feeds ? (
          <Rules rules={rules} feeds={feeds} groups={groups} onChange={setEdited} />
        ) : (
          <PaneSkeleton blocks={1} />
        )}
      </DialogContent>
      <DialogActions>
        <Button variant="text" onClick={onClose} disabled={busy}>
          {t('common:action.cancel')}
        </Button>
        <Button
          variant="contained"
          color="primary"
          disabled={busy || edited === null}
          onClick={() => void save()}
        >
          {t('precedence.save')}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
