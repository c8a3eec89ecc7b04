import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, PlainTable } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';

const COUNTS = ['inserted', 'updated', 'unchanged'] as const;

const Facts = styled('ul')({
  margin: 0,
  padding: '8px 14px 10px',
  listStyle: 'none',
  borderTop: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
  '& li': { padding: '2px 0', lineHeight: 1.5 },
});

/** What the files told of, each thing counted once, and sentences that explain the numbers. */
export function Contents({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  const entities = Object.entries(account.entities);
  const details = Object.entries(account.details).filter(([, count]) => count > 0);
  const remarks = account.files.flatMap((file) => file.remarks);
  if (entities.length === 0) return null;
  return (
    <Panel aria-labelledby="import-account-contents">
      <header>
        <h3 id="import-account-contents">{t('account.contents')}</h3>
      </header>
      <PlainTable aria-labelledby="import-account-contents">
        <thead>
          <tr>
            <th scope="col">{t('account.thing')}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col" className="end">
                {t(`outcome.${count}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {entities.map(([name, counts]) => (
            <tr key={name}>
              <th scope="row">{words.entity(name)}</th>
              {COUNTS.map((count) => (
                <td key={count} className={counts[count] === 0 ? 'end zero' : 'end'}>
                  {format.integer(counts[count])}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </PlainTable>
      {details.length + remarks.length > 0 && (
        <Facts>
          {details.map(([name, count]) => (
            <li key={name}>{words.detail(name, count)}</li>
          ))}
          {remarks.map((remark) => (
            <li key={remark.text}>{words.remark(remark)}</li>
          ))}
        </Facts>
      )}
    </Panel>
  );
}
