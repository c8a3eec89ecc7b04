import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { Panel } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';

const Facts = styled('ul')({
  margin: 0,
  padding: '8px 14px 10px',
  listStyle: 'none',
  '& li': { padding: '2px 0', lineHeight: 1.5, fontVariantNumeric: 'tabular-nums' },
});

/** Sentences that explain the numbers: parts of the whole, not to be added up. */
export function Explained({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const details = Object.entries(account.details).filter(([, count]) => count > 0);
  const remarks = account.files.flatMap((file) => file.remarks);
  if (details.length + remarks.length === 0) return null;
  return (
    <Panel aria-labelledby="import-account-explained">
      <header>
        <h2 id="import-account-explained">{t('account.explained')}</h2>
      </header>
      <Facts>
        {details.map(([name, count]) => (
          <li key={name}>{words.detail(name, count)}</li>
        ))}
        {remarks.map((remark) => (
          <li key={remark.text}>{words.remark(remark)}</li>
        ))}
      </Facts>
    </Panel>
  );
}
