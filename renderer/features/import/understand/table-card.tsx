import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { Panel, Stack } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';
import { removeTable, type WizardTable } from '../wizard-store.ts';
import { KindForm } from './kind-form.tsx';
import { MappingTable } from './mapping-table.tsx';
import { OptionsForm } from './options-form.tsx';
import { PreviewGrid } from './preview-grid.tsx';
import { RulesForm } from './rules-form.tsx';
import { type TablePreview, useFields, useTablePreview } from './use-table-preview.ts';

const Sides = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 1fr) 290px',
  gap: 16,
  alignItems: 'start',
  '@media (max-width: 1080px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
});

const Problems = styled('ul')({
  display: 'grid',
  gap: 4,
  margin: 0,
  padding: '10px 14px',
  listStyle: 'none',
  borderRadius: 8,
  backgroundColor: tokens.criticalSoft,
  '& li': { display: 'flex', alignItems: 'center', gap: 8 },
  '& svg': { color: tokens.critical, flexShrink: 0 },
});

const SURE = 0.75;
const FAIRLY_SURE = 0.5;

/** How sure the proposal is, in a word. */
function Confidence({ table }: { table: WizardTable }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { origin, confidence } = table.proposal;
  if (origin === 'remembered') return <StatusChip tone="ok" label={t('confidence.remembered')} />;
  const level = confidence >= SURE ? 'sure' : confidence >= FAIRLY_SURE ? 'fair' : 'unsure';
  return (
    <StatusChip
      tone={level === 'sure' ? 'ok' : level === 'fair' ? 'info' : 'warning'}
      label={t(`confidence.${level}`)}
      title={t('confidence.title', { share: format.percent(confidence, 0) })}
    />
  );
}

function ProblemList({ preview }: { preview: TablePreview }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  if (preview.problems.length === 0) return null;
  return (
    <Problems aria-label={t('problems')}>
      {preview.problems.map(({ code, field, message }) => (
        <li key={message}>
          <SeverityIcon severity="critical" size={14} />
          {words.problem(code, message, { field: field === null ? '' : words.field(field) })}
        </li>
      ))}
    </Problems>
  );
}

/** One table: what it is, which column is what, and its first rows as they will be understood. */
export function TableCard({ table }: { table: WizardTable }) {
  const { t } = useTranslation('import');
  const fields = useFields(table.mapping);
  const { data: preview, error, refetch, isFetching } = useTablePreview(table);
  const columns = preview?.columns ?? table.proposal.columns.map((column) => column.column);
  return (
    <Stack>
      <Panel aria-label={table.proposal.file}>
        <header>
          <h3>{table.proposal.file}</h3>
          {table.sheet && <span className="quiet">{t('sheet', { name: table.sheet })}</span>}
          <Confidence table={table} />
          <Button
            className="push"
            size="small"
            variant="text"
            startIcon={<Trash2 size={13} />}
            onClick={() => removeTable(table.key)}
          >
            {t('leaveOut')}
          </Button>
        </header>
        <KindForm table={table} />
      </Panel>
      {preview && <ProblemList preview={preview} />}
      {fields ? (
        <Sides>
          <Stack>
            <MappingTable
              key={table.mapping.kinds[0]}
              table={table}
              fields={fields}
              columns={columns}
              preview={preview}
            />
            {error ? (
              <Panel>
                <ErrorState error={error} onRetry={() => void refetch()} />
              </Panel>
            ) : (
              preview && <PreviewGrid table={table} fields={fields} preview={preview} busy={isFetching} />
            )}
          </Stack>
          <Stack>
            <OptionsForm table={table} />
            <RulesForm table={table} />
          </Stack>
        </Sides>
      ) : (
        <PaneSkeleton blocks={2} />
      )}
    </Stack>
  );
}
