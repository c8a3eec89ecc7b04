import Button from '@mui/material/Button';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Check, RotateCw, Trash2 } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { QuarantineRow } from '../../../../core/contract/import.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { FactList } from '../../../components/display/fact-list.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { type ChipTone, StatusChip } from '../../../components/display/status-chip.tsx';
import { Section } from '../../../components/layout/screen.tsx';
import { SidePane } from '../../../components/layout/side-pane.tsx';
import { describeError } from '../../../lib/errors.ts';
import { useFormat } from '../../../lib/format.ts';
import { links } from '../../../lib/navigation.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { showToast } from '../../../lib/toasts.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { useImportWords } from '../import-words.ts';
import { RowForm } from './row-form.tsx';

const STATUS_TONES: Record<QuarantineRow['status'], ChipTone> = {
  open: 'warning',
  mended: 'ok',
  dismissed: 'neutral',
};

function useMend(row: QuarantineRow, onMended: () => void) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  const client = useQueryClient();
  const [edits, setEdits] = useState<Record<string, string>>({});
  const [busy, setBusy] = useState(false);
  const apply = async () => {
    setBusy(true);
    try {
      const { applied, row: after } = await rpc.import.mend({ id: row.id, cells: edits });
      if (applied) {
        showToast({ message: t('mend.applied', { row: format.integer(row.row), file: row.file }) });
        onMended();
        return;
      }
      await client.invalidateQueries({ queryKey: orpc.import.quarantine.key() });
      showToast({
        severity: 'warning',
        message: t('mend.still'),
        detail: words.reason(after.code, after.reason),
      });
    } catch (error) {
      const { title, action } = describeError(error, t);
      showToast({ severity: 'critical', message: title, detail: action });
    } finally {
      setBusy(false);
    }
  };
  const changed = Object.entries(edits).filter(([column, value]) => row.raw[column] !== value).length;
  return { edits, setEdits, apply, busy, changed };
}

function Facts({ row }: { row: QuarantineRow }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  return (
    <FactList
      facts={[
        { label: t('column.kind'), value: words.kind(row.kind) },
        {
          label: t('quarantine.import'),
          value:
            row.importId === null ? null : (
              <Link to={links.importRun(row.importId)} style={{ color: tokens.accent }}>
                {t('run.title', { id: row.importId })}
              </Link>
            ),
        },
        { label: t('quarantine.since'), value: format.instant(row.createdAt) },
      ]}
    />
  );
}

interface PaneProps {
  id: number;
  busy: boolean;
  onReplay: () => void;
  onDismiss: () => void;
  /** The row went in. */
  onMended: () => void;
  onClose: () => void;
}

function MendForm({ row, onMended, ...props }: Omit<PaneProps, 'id'> & { row: QuarantineRow }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  const { edits, setEdits, apply, busy, changed } = useMend(row, onMended);
  const waiting = busy || props.busy;
  const open = row.status === 'open';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!waiting && changed > 0) void apply();
  };
  const formId = `mend-${row.id}`;
  return (
    <SidePane
      name="quarantine"
      title={t('quarantine.rowTitle', { row: format.integer(row.row) })}
      subtitle={row.file}
      actions={<StatusChip tone={STATUS_TONES[row.status]} label={t(`quarantine.status.${row.status}`)} />}
      width={460}
      onClose={props.onClose}
      footer={
        open && (
          <>
            <Button
              type="submit"
              form={formId}
              variant="contained"
              color="primary"
              startIcon={<Check size={14} />}
              disabled={waiting || changed === 0}
            >
              {t('mend.apply')}
            </Button>
            <Button startIcon={<RotateCw size={13} />} disabled={waiting} onClick={props.onReplay}>
              {t('replay.one')}
            </Button>
            <Button
              variant="text"
              color="error"
              startIcon={<Trash2 size={13} />}
              disabled={waiting}
              onClick={props.onDismiss}
              sx={{ ml: 'auto' }}
            >
              {t('dismiss.one')}
            </Button>
          </>
        )
      }
    >
      {open && !(row.column !== null && row.column in row.raw) && (
        <p style={{ display: 'flex', gap: 8, marginBottom: 14, lineHeight: 1.5 }}>
          <SeverityIcon severity="critical" size={15} />
          {words.reason(row.code, row.reason)}
        </p>
      )}
      <Section title={t('quarantine.cells')}>
        <form id={formId} onSubmit={submit}>
          <RowForm
            row={row}
            edits={edits}
            disabled={!open || waiting}
            onChange={(column, value) => setEdits((before) => ({ ...before, [column]: value }))}
          />
          <button type="submit" hidden />
        </form>
      </Section>
      <Section title={t('quarantine.origin')}>
        <Facts row={row} />
      </Section>
    </SidePane>
  );
}

/** One row that was set aside: what it holds, what is wrong, and the ways out. */
export function QuarantinePane(props: PaneProps) {
  const { t } = useTranslation('import');
  const { data, error, refetch } = useQuery(
    orpc.import.quarantine.queryOptions({ input: { id: props.id, limit: 1 } }),
  );
  const row = data?.rows[0];
  if (row) return <MendForm key={row.id} {...props} row={row} />;
  return (
    <SidePane name="quarantine" title={t('quarantine.title')} width={460} onClose={props.onClose}>
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <EmptyState title={t('quarantine.noRow')} />
      ) : (
        <PaneSkeleton />
      )}
    </SidePane>
  );
}
