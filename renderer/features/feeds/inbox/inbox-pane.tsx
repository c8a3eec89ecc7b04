import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, Pencil, RotateCw, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { InboxRow } from '../../../../core/contract/feed-records.ts';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { FactList } from '../../../components/display/fact-list.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useTold } from '../../lists/use-told.ts';
import { useFeedWords } from '../feed-words.ts';
import { ProblemList } from '../problem-list.tsx';
import { RecordCard } from '../record-card.tsx';
import { BodyEditor } from './body-editor.tsx';
import { BodyView } from './body-view.tsx';
import { InboxStatus } from './inbox-status.tsx';
import { editedBody, showBody } from './raw-body.ts';
import { OPEN_STATES } from './use-inbox.ts';

type Item = Awaited<ReturnType<typeof rpc.feeds.inboxItem>>;

function useMend(item: Item, onMended: () => void) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const client = useQueryClient();
  const { busy, perform } = useTold();
  const apply = (edited: string) =>
    perform(async () => {
      const body = editedBody(item.body, edited);
      const { applied, row } = await rpc.feeds.mend({ id: item.row.id, body });
      await client.invalidateQueries({ queryKey: orpc.feeds.inboxItem.key() });
      if (applied) {
        showToast({ message: t('mend.applied', { key: row.key }) });
        onMended();
        return;
      }
      const [first] = row.problems;
      showToast({
        severity: 'warning',
        message: t(row.state === 'waiting' ? 'mend.waits' : 'mend.still'),
        detail: first && words.problem(first),
      });
    });
  return { busy, apply };
}

function Facts({ row }: { row: InboxRow }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const when = (at: number | null) =>
    at === null ? null : <span title={format.instant(at)}>{format.dateTime(at)}</span>;
  return (
    <FactList
      facts={[
        {
          label: t('inbox.column.feed'),
          value: (
            <Link to={links.feed(row.feedId)} style={{ color: tokens.accent }}>
              {row.feedName}
            </Link>
          ),
        },
        { label: t('inbox.column.kind'), value: words.rawKind(row.kind) },
        { label: t('inbox.column.receivedAt'), value: when(row.receivedAt) },
        { label: t('inbox.appliedAt'), value: when(row.appliedAt) },
        { label: t('inbox.column.attempts'), value: format.integer(row.attempts) },
        { label: t('inbox.mended'), value: row.mended ? t('inbox.mendedText') : null },
      ]}
    />
  );
}

interface InboxPaneProps {
  id: number;
  busy: boolean;
  onReplay: () => void;
  onDismiss: () => void;
  /** The record went in. */
  onMended: () => void;
  onClose: () => void;
}

interface FooterProps extends Pick<InboxPaneProps, 'onReplay' | 'onDismiss'> {
  editing: boolean;
  changed: boolean;
  busy: boolean;
  onEdit: (on: boolean) => void;
  onApply: () => void;
}

function Footer({ editing, changed, busy, onEdit, onApply, onReplay, onDismiss }: FooterProps) {
  const { t } = useTranslation(['feeds', 'common']);
  if (editing) {
    return (
      <>
        <Button
          variant="contained"
          color="primary"
          startIcon={<Check size={14} />}
          disabled={busy || !changed}
          onClick={onApply}
        >
          {t('mend.apply')}
        </Button>
        <Button variant="text" disabled={busy} onClick={() => onEdit(false)}>
          {t('common:action.cancel')}
        </Button>
      </>
    );
  }
  return (
    <>
      <Button
        variant="contained"
        color="primary"
        startIcon={<Pencil size={13} />}
        disabled={busy}
        onClick={() => onEdit(true)}
      >
        {t('mend.edit')}
      </Button>
      <Button startIcon={<RotateCw size={13} />} disabled={busy} onClick={onReplay}>
        {t('replay.one')}
      </Button>
      <Button
        variant="text"
        color="error"
        startIcon={<Trash2 size={13} />}
        disabled={busy}
        onClick={onDismiss}
        sx={{ ml: 'auto' }}
      >
        {t('dismiss.one')}
      </Button>
    </>
  );
}

function ItemPane({ item, ...props }: InboxPaneProps & { item: Item }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const { row, records } = item;
  const body = showBody(item.mendedBody ?? item.body);
  const text = body.lines.join('\n');
  const [edited, setEdited] = useState<string | null>(null);
  const mend = useMend(item, props.onMended);
  const busy = props.busy || mend.busy;
  const open = OPEN_STATES.includes(row.state);
  return (
    <SidePane
      name="inbox"
      title={row.key}
      subtitle={`${row.feedName} · ${words.rawKind(row.kind)}`}
      actions={<InboxStatus state={row.state} />}
      width={560}
      onClose={props.onClose}
      footer={
        open && (
          <Footer
            editing={edited !== null}
            changed={edited !== null && edited !== text}
            busy={busy}
            onEdit={(on) => setEdited(on ? text : null)}
            onApply={() => edited !== null && void mend.apply(edited)}
            onReplay={props.onReplay}
            onDismiss={props.onDismiss}
          />
        )
      }
    >
      {row.problems.length > 0 && (
        <Section title={t('inbox.problems')}>
          <ProblemList problems={row.problems} />
        </Section>
      )}
      <Section title={t(`inbox.format.${body.format}`)}>
        {edited === null ? (
          <BodyView body={body} problems={row.problems} />
        ) : (
          <BodyEditor
            value={edited}
            disabled={busy}
            onChange={setEdited}
            onApply={() => void mend.apply(edited)}
            onCancel={() => setEdited(null)}
          />
        )}
      </Section>
      <Section title={t('inbox.records', { count: records.length })}>
        <div style={{ display: 'grid', gap: 8 }}>
          {records.length === 0 && <p style={{ color: tokens.textMuted }}>{t('preview.noRecord')}</p>}
          {records.map((record) => (
            <RecordCard key={`${record.kind} ${record.key}`} record={record} />
          ))}
        </div>
      </Section>
      <Section title={t('inbox.origin')}>
        <Facts row={row} />
      </Section>
    </SidePane>
  );
}

/** One raw record: as it came, what is wrong with it and where, what it gives, and the ways out. */
export function InboxPane(props: InboxPaneProps) {
  const { t } = useTranslation('feeds');
  const { data, error, refetch } = useQuery(orpc.feeds.inboxItem.queryOptions({ input: { id: props.id } }));
  if (data) return <ItemPane key={data.row.id} {...props} item={data} />;
  return (
    <SidePane name="inbox" title={t('inbox.title')} width={560} onClose={props.onClose}>
      {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <PaneSkeleton />}
    </SidePane>
  );
}
