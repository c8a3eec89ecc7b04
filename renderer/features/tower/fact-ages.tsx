import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { FactAge } from '../feeds/freshness/fact-age.tsx';

const Root = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  justifyContent: 'center',
  gap: 2,
  flex: '0 0 164px',
  padding: '6px 14px',
  borderLeft: `1px solid ${tokens.line}`,
});

const KINDS = ['orders', 'stock', 'tracking'] as const;

/** How old the facts behind the numbers are. */
export function FactAges() {
  const { t } = useTranslation('feeds');
  return (
    <Root>
      {KINDS.map((kind) => (
        <FactAge key={kind} kinds={[kind]} name={t(`kind.${kind}`)} fallback={kind !== 'tracking'} />
      ))}
    </Root>
  );
}
