import ButtonBase from '@mui/material/ButtonBase';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel } from '../import-styles.ts';
import { useImportWords } from '../import-words.ts';

const List = styled('ul')({ margin: 0, padding: 6, listStyle: 'none' });

const Reason = styled(ButtonBase)({
  display: 'grid',
  gridTemplateColumns: '60px minmax(0, 1fr)',
  alignItems: 'baseline',
  gap: 12,
  width: '100%',
  padding: '6px 8px',
  borderRadius: 5,
  font: 'inherit',
  color: 'inherit',
  textAlign: 'left',
  lineHeight: 1.45,
  '&:hover': { backgroundColor: tokens.hover },
  '&[aria-pressed="true"]': { backgroundColor: tokens.accentSoft },
  '& .count': { fontWeight: 600, textAlign: 'right', fontVariantNumeric: 'tabular-nums' },
});

interface ReasonsProps {
  account: ImportAccount;
  chosen: string | null;
  onChoose: (code: string | null) => void;
}

/** Why rows were set aside, most frequent first; one of them filters the rows below. */
export function Reasons({ account, chosen, onChoose }: ReasonsProps) {
  const { t } = useTranslation('import');
  const words = useImportWords();
  const format = useFormat();
  return (
    <Panel aria-labelledby="import-account-reasons">
      <header>
        <h2 id="import-account-reasons">{t('account.reasons')}</h2>
      </header>
      <List>
        {account.reasons.map(({ code, reason, rows }) => (
          <li key={code}>
            <Reason
              aria-pressed={chosen === code}
              onClick={() => onChoose(chosen === code ? null : code)}
              title={t('account.filterReason')}
            >
              <span className="count">{format.integer(rows)}</span>
              <span>{words.reason(code, reason)}</span>
            </Reason>
          </li>
        ))}
      </List>
    </Panel>
  );
}
