import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { RecordProblem } from '../../../core/contract/feed-records.ts';
import { SeverityIcon } from '../../components/display/severity-icon.tsx';
import { type Severity, tokens } from '../../lib/tokens.ts';
import { useFeedWords } from './feed-words.ts';

const SEVERITIES: Record<RecordProblem['severity'], Severity> = {
  error: 'critical',
  warning: 'warning',
  waiting: 'info',
};

const List = styled('ul')({
  listStyle: 'none',
  margin: 0,
  padding: 0,
  display: 'grid',
  gap: 6,
  '& li': { display: 'grid', gridTemplateColumns: '16px 1fr', columnGap: 7, lineHeight: 1.45 },
  '& svg': { marginTop: 2 },
  '& .place': { color: tokens.textMuted, overflowWrap: 'anywhere' },
});

/** What is wrong with a record, in words, and where. */
export function ProblemList({ problems }: { problems: readonly RecordProblem[] }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  if (problems.length === 0) return null;
  return (
    <List>
      {problems.map((problem) => {
        const { severity, code, place, value } = problem;
        const where = [
          place && words.place(place),
          value === null ? null : t('problem.value', { value }),
        ].filter(Boolean);
        return (
          <li key={`${code} ${place} ${value}`}>
            <SeverityIcon severity={SEVERITIES[severity]} size={14} />
            <div>
              <span className="visually-hidden">{t(`problem.severity.${severity}`)} </span>
              {words.problem(problem)}
              {where.length > 0 && <div className="place">{where.join(' · ')}</div>}
            </div>
          </li>
        );
      })}
    </List>
  );
}
