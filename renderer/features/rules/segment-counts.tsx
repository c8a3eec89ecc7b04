import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { RefreshCw } from 'lucide-react';
import { useState } from 'react';
import type { RuleDocument } from '../../../core/contract/rules.ts';
import { Section } from '../../components/layout/screen.tsx';
import { followJob, outcomeOf } from '../../lib/jobs.ts';
import { queryClient } from '../../lib/query-client.ts';
import { orpc, rpc } from '../../lib/rpc.ts';
import { showToast } from '../../lib/toasts.ts';
import { tokens } from '../../lib/tokens.ts';
import { segmentReasonWords, type Words } from './rule-words.ts';
import { useTelling } from './use-draft.ts';

const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th, & td': { textAlign: 'end', padding: '5px 8px', borderBottom: `1px solid ${tokens.line}` },
  '& th:first-of-type, & td:first-of-type': { textAlign: 'start', paddingLeft: 0 },
  '& th': { fontWeight: 500, color: tokens.textMuted },
});

const Members = styled('ul')({
  listStyle: 'none',
  margin: '6px 0 0',
  padding: 0,
  '& li': { display: 'flex', gap: 12, padding: '4px 0', borderBottom: `1px solid ${tokens.line}` },
  '& li > span:last-of-type': { marginLeft: 'auto', color: tokens.textMuted },
});

const MEMBERS_SHOWN = 50;

/** A recomputation under way: 0 to 1, null when none is. */
function useRecompute(words: Words) {
  const [progress, setProgress] = useState<number | null>(null);
  const tell = useTelling();
  const recompute = () =>
    tell(async () => {
      setProgress(0);
      try {
        const { jobId } = await rpc.rules.recomputeSegments({});
        const job = await followJob(jobId, { onChange: (now) => setProgress(now.progress ?? 0) });
        const outcome = outcomeOf<{ changed: number }>(job);
        if (!outcome) return;
        const { changed } = outcome;
        const formatted = words.format.integer(changed);
        showToast({ message: words.t('segments.done', { count: changed, formatted }) });
        await queryClient.invalidateQueries({ queryKey: orpc.rules.key() });
      } finally {
        setProgress(null);
      }
    });
  return { progress, recompute };
}

/** Members of each segment now and by the definitions shown; who they are, and why. */
export function SegmentCounts({ document, words }: { document: RuleDocument; words: Words }) {
  const { t, format } = words;
  const [shown, setShown] = useState<string | null>(null);
  const { progress, recompute } = useRecompute(words);
  const { data } = useQuery({
    ...orpc.rules.previewSegments.queryOptions({ input: { document } }),
    placeholderData: keepPreviousData,
  });
  return (
    <Section
      level={2}
      title={t('segments.counts')}
      actions={
        <Button
          startIcon={<RefreshCw size={13} />}
          disabled={progress !== null}
          title={t('segments.recomputeHint')}
          onClick={() => void recompute()}
        >
          {t('segments.recompute')}
        </Button>
      }
    >
      <div style={{ height: 4 }}>
        {progress !== null && (
          <LinearProgress variant="determinate" value={progress * 100} aria-label={t('segments.recompute')} />
        )}
      </div>
      <Table>
        <thead>
          <tr>
            <th scope="col">{t('segments.segment')}</th>
            {(['members', 'after', 'joins', 'leaves'] as const).map((column) => (
              <th key={column} scope="col">
                {t(`segments.${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {data?.counts.map((row) => (
            <tr key={row.segment}>
              <td>
                <Button
                  size="small"
                  variant="text"
                  aria-label={t('segments.show', { segment: words.segment(row.segment) })}
                  aria-pressed={shown === row.segment}
                  onClick={() => setShown(shown === row.segment ? null : row.segment)}
                  sx={{ marginLeft: '-6px' }}
                >
                  {words.segment(row.segment)}
                </Button>
              </td>
              <td>{format.integer(row.members)}</td>
              <td>{format.integer(row.after)}</td>
              <td>{row.joins === 0 ? '–' : `+${format.integer(row.joins)}`}</td>
              <td>{row.leaves === 0 ? '–' : `−${format.integer(row.leaves)}`}</td>
            </tr>
          ))}
        </tbody>
      </Table>
      {shown !== null && <MemberList segment={shown} words={words} />}
    </Section>
  );
}

function MemberList({ segment, words }: { segment: string; words: Words }) {
  const { data } = useQuery(
    orpc.rules.members.queryOptions({ input: { segment, offset: 0, limit: MEMBERS_SHOWN } }),
  );
  return (
    <Members aria-label={words.t('segments.shown', { segment: words.segment(segment) })}>
      {data?.rows.map((member) => (
        <li key={member.code}>
          <span>{member.name}</span>
          <span style={{ color: tokens.textMuted }}>{member.code}</span>
          <span>{segmentReasonWords(member.reason, words)}</span>
        </li>
      ))}
    </Members>
  );
}
