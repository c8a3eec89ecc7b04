import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { useFormat } from '../../../lib/format.ts';
import { Panel, PlainTable } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';

const COUNTS = ['inserted', 'updated', 'unchanged'] as const;

/** What the files told of, each thing counted once. */
export function Contents({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  const entities = Object.entries(account.entities);
  if (entities.length === 0) return null;
  return (
    <Panel aria-labelledby="import-account-contents">
      <header>
        <h2 id="import-account-contents">{t('account.contents')}</h2>
      </header>
      <PlainTable aria-labelledby="import-account-contents">
        <thead>
          <tr>
            <th scope="col">{t('account.thing')}</th>
            {COUNTS.map((count) => (
              <th key={count} scope="col" className="end">
                {t(`account.count.${count}`)}
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
    </Panel>
  );
}
