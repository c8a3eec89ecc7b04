import Button from '@mui/material/Button';
import IconButton from '@mui/material/IconButton';
import { styled } from '@mui/material/styles';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQueries } from '@tanstack/react-query';
import { ArrowLeft, FilePlus2, FlaskConical, X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useCommand } from '../../../lib/commands.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useChooseFiles } from '../choose/use-choose-files.ts';
import { Stack, StepBody, StepFoot } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';
import { missingFields } from '../mapping-edits.ts';
import { useImportRun } from '../use-import-run.ts';
import { forgetUnreadable, updateWizard, useWizard, type WizardTable } from '../wizard-store.ts';
import { TableCard } from './table-card.tsx';
import { useTablePreview } from './use-table-preview.ts';

const Unreadable = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 10,
  padding: '8px 8px 8px 14px',
  borderRadius: 8,
  backgroundColor: tokens.criticalSoft,
  '& > svg': { color: tokens.critical, flexShrink: 0 },
  '& > span': { flex: 1 },
});

function UnreadableFiles() {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const { unreadable } = useWizard();
  return unreadable.map(({ path, code, message }) => {
    const file = path.split(/[\\/]/).at(-1) ?? path;
    return (
      <Unreadable key={path} role="alert">
        <SeverityIcon severity="critical" size={15} />
        <span>{words.problem(code, message, { file })}</span>
        <IconButton size="small" aria-label={t('forget', { file })} onClick={() => forgetUnreadable(path)}>
          <X size={14} />
        </IconButton>
      </Unreadable>
    );
  });
}

function TableTab({ table }: { table: WizardTable }) {
  const words = useImportWords();
  const { data } = useTablePreview(table);
  const name = table.sheet ? `${table.proposal.file} · ${table.sheet}` : table.proposal.file;
  return (
    <span style={{ display: 'inline-flex', alignItems: 'center', gap: 6 }}>
      {data && data.problems.length > 0 && <SeverityIcon severity="critical" size={13} />}
      {name}
      <span style={{ color: tokens.textQuiet, fontWeight: 450 }}>
        {words.kind(table.mapping.kinds[0] ?? 'orders')}
      </span>
    </span>
  );
}

function Tables({ tables }: { tables: readonly WizardTable[] }) {
  const { t } = useTranslation('import');
  const [chosen, setChosen] = useState<string | null>(null);
  const shown = tables.find((table) => table.key === chosen) ?? tables[0];
  if (!shown) return null;
  return (
    <>
      {tables.length > 1 && (
        <Tabs
          value={shown.key}
          onChange={(_event, key: string) => setChosen(key)}
          variant="scrollable"
          aria-label={t('tables')}
        >
          {tables.map((table) => (
            <Tab key={table.key} value={table.key} label={<TableTab table={table} />} />
          ))}
        </Tabs>
      )}
      <TableCard key={shown.key} table={shown} />
    </>
  );
}

/** The first table that lacks required fields, in words; empty when all can be imported. */
function useMissing(tables: readonly WizardTable[]): string {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const answers = useQueries({
    queries: tables.map((table) => ({
      ...orpc.import.fields.queryOptions({ input: { kinds: table.mapping.kinds } }),
      staleTime: Number.POSITIVE_INFINITY,
    })),
  });
  for (const [index, table] of tables.entries()) {
    const missing = missingFields(table.mapping, answers[index]?.data ?? []);
    if (missing.length === 0) continue;
    const fields = missing.map((field) => words.field(field)).join(', ');
    return t('check.missing', { file: table.proposal.file, fields });
  }
  return '';
}

/** Step 2: what the tables hold, and which column is what. */
export function UnderstandStep() {
  const { t } = useTranslation(['import', 'common']);
  const { tables } = useWizard();
  const { choose, phase } = useChooseFiles();
  const run = useImportRun();
  const missing = useMissing(tables);
  const ready = tables.length > 0 && missing === '';
  const check = () => void run.start(tables, true);
  useCommand({
    id: 'import.check',
    title: t('check.button', { count: tables.length }),
    group: t('title'),
    shortcut: '$mod+Enter',
    icon: FlaskConical,
    enabled: ready,
    run: check,
  });
  return (
    <>
      <StepBody>
        <Stack className="inner">
          <UnreadableFiles />
          <Tables tables={tables} />
        </Stack>
      </StepBody>
      <StepFoot>
        <Button
          variant="text"
          startIcon={<ArrowLeft size={14} />}
          onClick={() => updateWizard({ step: 'choose' })}
        >
          {t('common:action.back')}
        </Button>
        <Button startIcon={<FilePlus2 size={14} />} onClick={choose} disabled={phase !== 'idle'}>
          {t(phase === 'idle' ? 'choose.more' : 'choose.reading')}
        </Button>
        <span className="note push" role="status">
          {missing ? (
            <>
              <SeverityIcon severity="critical" size={14} />
              {missing}
            </>
          ) : (
            t('check.hint')
          )}
        </span>
        <Button
          variant="contained"
          color="primary"
          startIcon={<FlaskConical size={14} />}
          disabled={!ready}
          onClick={check}
        >
          {t('check.button', { count: tables.length })}
        </Button>
      </StepFoot>
    </>
  );
}
