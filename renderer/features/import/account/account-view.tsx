import { styled } from '@mui/material/styles';
import { useState } from 'react';
import type { ImportAccount } from '../../../../core/contract/import.ts';
import { Stack } from '../import-styles.ts';
import { BadRows } from './bad-rows.tsx';
import { Balance } from './balance.tsx';
import { Contents } from './contents.tsx';
import { Explained } from './explained.tsx';
import { FilesTable } from './files-table.tsx';
import { Reasons } from './reasons.tsx';

const Pair = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(420px, 1fr))',
  gap: 16,
  alignItems: 'start',
});

/** What became, or would become, of every row; each number can be followed to the rows behind it. */
export function AccountView({ account }: { account: ImportAccount }) {
  const [code, setCode] = useState<string | null>(null);
  return (
    <Stack>
      <Balance account={account} />
      <FilesTable account={account} />
      <Pair>
        <Contents account={account} />
        <Stack>
          {account.reasons.length > 0 && <Reasons account={account} chosen={code} onChoose={setCode} />}
          <Explained account={account} />
        </Stack>
      </Pair>
      {account.quarantine.length > 0 && <BadRows account={account} code={code} />}
    </Stack>
  );
}
