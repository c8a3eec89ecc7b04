import { useTranslation } from 'react-i18next';
import type { FileAccount, ImportAccount } from '../../../../core/contract/import.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, PlainTable } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';
import { OUTCOMES } from './balance.tsx';

const COLUMNS = ['rows', ...OUTCOMES] as const;

function Counts({ counts }: { counts: Record<(typeof COLUMNS)[number], number> }) {
  const format = useFormat();
  return COLUMNS.map((column) => (
    <td key={column} className={counts[column] === 0 ? 'end zero' : 'end'}>
      {format.integer(counts[column])}
    </td>
  ));
}

function FileRow({ file }: { file: FileAccount }) {
  const words = useImportWords();
  return (
    <tr>
      <th scope="row">
        <span style={{ fontWeight: 520 }}>{file.file}</span>{' '}
        <span style={{ color: tokens.textQuiet }}>{file.kinds.map(words.kind).join(', ')}</span>
      </th>
      {file.error ? (
        <td colSpan={COLUMNS.length}>
          <span style={{ display: 'inline-flex', gap: 6, alignItems: 'center', color: tokens.critical }}>
            <SeverityIcon severity="critical" size={14} />
            {words.problem(file.error.code, file.error.message, { file: file.file })}
          </span>
        </td>
      ) : (
        <Counts counts={file} />
      )}
    </tr>
  );
}

/** What became of the rows of each file, and of all of them. */
export function FilesTable({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  return (
    <Panel aria-labelledby="import-account-files">
      <header>
        <h2 id="import-account-files">{t('account.files')}</h2>
      </header>
      <div style={{ overflowX: 'auto' }}>
        <PlainTable aria-labelledby="import-account-files">
          <thead>
            <tr>
              <th scope="col">{t('account.file')}</th>
              {COLUMNS.map((column) => (
                <th key={column} scope="col" className="end">
                  {t(`outcome.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {account.files.map((file) => (
              <FileRow key={`${file.path} ${file.file}`} file={file} />
            ))}
          </tbody>
          {account.files.length > 1 && (
            <tfoot>
              <tr>
                <th scope="row">{t('account.total')}</th>
                <Counts counts={account.totals} />
              </tr>
            </tfoot>
          )}
        </PlainTable>
      </div>
    </Panel>
  );
}
