import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CandidateView } from '../../../../core/contract/workbench.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { CandidateRow } from './candidate-row.tsx';
import { inReadingOrder } from './candidate-words.ts';

const FEW = 6;

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { padding: '4px 6px', textAlign: 'end', fontWeight: 450, verticalAlign: 'baseline' },
  '& thead th': {
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    whiteSpace: 'nowrap',
    borderBottom: `1px solid ${tokens.line}`,
  },
  '& th:first-of-type': { textAlign: 'start', paddingLeft: 0 },
  '& th:last-of-type, & td:last-of-type': { paddingRight: 0 },
  '& tbody tr.main > *': { paddingTop: 8 },
  '& tbody + tbody': { borderTop: `1px solid ${tokens.line}` },
  '& td.detail': { textAlign: 'start', padding: '0 0 9px' },
});

interface CandidatesTableProps {
  candidates: readonly CandidateView[];
  currency: string;
  /** For the link to the rule that excluded a facility. */
  ruleVersionId: number | undefined;
  /** Offers to ship from another facility; left out when nothing can be chosen any more. */
  onChoose?: (facility: string) => void;
}

/** Every facility for an order: the winners, then the losers with what each would have cost and what would turn it. */
export function CandidatesTable({ candidates, currency, ruleVersionId, onChoose }: CandidatesTableProps) {
  const { t } = useTranslation('workbench');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const sorted = inReadingOrder(candidates);
  const shown = all ? sorted : sorted.slice(0, FEW);
  const scaleMinor = Math.max(1, ...candidates.map(({ cost }) => cost?.totalMinor ?? 0));
  const winners = sorted.filter(({ chosen }) => chosen);
  const chosenMinor = winners.reduce((sum, { cost }) => sum + (cost?.totalMinor ?? 0), 0);
  return (
    <>
      <Table aria-label={t('why.candidates')}>
        <thead>
          <tr>
            <th scope="col">{t('why.facility')}</th>
            <th scope="col">{t('why.stock')}</th>
            <th scope="col">{t('why.capacity')}</th>
            <th scope="col">{t('why.arrives')}</th>
            <th scope="col">{t('why.cost')}</th>
          </tr>
        </thead>
        {shown.map((candidate, index) => (
          <CandidateRow
            key={candidate.facility}
            candidate={candidate}
            currency={currency}
            scaleMinor={scaleMinor}
            chosenMinor={chosenMinor}
            ruleVersionId={ruleVersionId}
            initiallyOpen={index <= winners.length}
            onChoose={candidate.chosen ? undefined : onChoose}
          />
        ))}
      </Table>
      {sorted.length > FEW && (
        <Button size="small" variant="text" onClick={() => setAll(!all)} sx={{ marginTop: '6px' }}>
          {t(all ? 'why.fewer' : 'why.all', { formatted: format.integer(sorted.length) })}
        </Button>
      )}
    </>
  );
}
