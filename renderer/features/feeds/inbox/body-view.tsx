import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { RecordProblem } from '../../../../core/contract/feed-records.ts';
import { tokens } from '../../../lib/tokens.ts';
import { MONOSPACE } from '../code-block.tsx';
import { useFeedWords } from '../feed-words.ts';
import { problemLine, type ShownBody } from './raw-body.ts';

const MOST_LINES = 2000;

const Frame = styled('ol')({
  margin: 0,
  padding: '6px 0',
  maxHeight: 360,
  overflow: 'auto',
  listStyle: 'none',
  border: `1px solid ${tokens.line}`,
  borderRadius: 6,
  backgroundColor: tokens.canvas,
  fontFamily: MONOSPACE,
  fontSize: 12,
  lineHeight: 1.6,
  '& li': { display: 'grid', gridTemplateColumns: '40px 1fr', paddingRight: 10 },
  '& li > i': {
    paddingRight: 10,
    color: tokens.textQuiet,
    fontStyle: 'normal',
    textAlign: 'right',
    userSelect: 'none',
  },
  '& li > code': { fontFamily: 'inherit', whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
  '& li.error > i, & li.warning > i, & li.waiting > i': { color: tokens.textMuted },
  '& li.error': { backgroundColor: tokens.criticalSoft, boxShadow: `inset 3px 0 0 ${tokens.critical}` },
  '& li.warning': { backgroundColor: tokens.warningSoft, boxShadow: `inset 3px 0 0 ${tokens.warning}` },
  '& li.waiting': { backgroundColor: tokens.infoSoft, boxShadow: `inset 3px 0 0 ${tokens.info}` },
});

interface BodyViewProps {
  body: ShownBody;
  problems: readonly RecordProblem[];
}

/** The raw record, the places of its problems marked. */
export function BodyView({ body, problems }: BodyViewProps) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  const marks = new Map<number, RecordProblem>();
  for (const problem of problems) {
    const line = problemLine(body, problem);
    if (line !== null && !marks.has(line)) marks.set(line, problem);
  }
  const shown = body.lines.slice(0, MOST_LINES);
  return (
    // Reached by Tab, so that what is longer than the frame scrolls by keys too.
    <Frame tabIndex={0} aria-label={t('inbox.raw')}>
      {shown.map((text, index) => {
        const mark = marks.get(index);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of a text have no other identity
          <li key={index} className={mark?.severity} title={mark && words.problem(mark)}>
            <i aria-hidden>{index + 1}</i>
            <code>
              {text}
              {mark && <span className="visually-hidden"> {words.problem(mark)}</span>}
            </code>
          </li>
        );
      })}
      {body.lines.length > shown.length && (
        <li>
          <i aria-hidden />
          <code>{t('inbox.moreLines', { count: body.lines.length - shown.length })}</code>
        </li>
      )}
    </Frame>
  );
}
