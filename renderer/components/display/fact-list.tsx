import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { tokens } from '../../lib/tokens.ts';

const List = styled('dl')({
  display: 'grid',
  gridTemplateColumns: 'minmax(96px, max-content) 1fr',
  columnGap: 16,
  rowGap: 6,
  margin: 0,
  '& dt': { color: tokens.textMuted },
  '& dd': { margin: 0, minWidth: 0, overflowWrap: 'anywhere', fontVariantNumeric: 'tabular-nums' },
});

/** Labels with their values, aligned: `facts` with a null value are left out. */
export function FactList({ facts }: { facts: readonly { label: string; value: ReactNode | null }[] }) {
  return (
    <List>
      {facts.map(({ label, value }) =>
        value === null ? null : (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ),
      )}
    </List>
  );
}
