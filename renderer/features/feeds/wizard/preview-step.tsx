import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { RotateCw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FeedDraft } from '../../../../core/contract/feeds.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { useFormat } from '../../../lib/format.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { Panel, StepBody } from '../../import/import-styles.ts';
import { CodeBlock } from '../code-block.tsx';
import { useFeedWords } from '../feed-words.ts';
import { excerptCells } from '../inbox/raw-body.ts';
import { ProblemList } from '../problem-list.tsx';
import { RecordCard } from '../record-card.tsx';
import { useTry } from './use-try.ts';

const LIMIT = 20;

type Item = Awaited<ReturnType<typeof rpc.feeds.preview>>['items'][number];

const Row = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'minmax(0, 2fr) minmax(0, 3fr)',
  gap: 14,
  padding: '12px 14px',
  '& + &': { borderTop: `1px solid ${tokens.line}` },
  '& .key': { marginBottom: 6 },
  '& .key strong': { fontWeight: 560, overflowWrap: 'anywhere' },
  '& .key span': { color: tokens.textMuted },
  '& pre': { maxHeight: 180 },
  '& .none': { color: tokens.textMuted },
});

function ItemRow({ item }: { item: Item }) {
  const { t } = useTranslation('feeds');
  const words = useFeedWords();
  return (
    <Row>
      <div>
        <div className="key">
          <strong>{item.key}</strong> <span>{words.rawKind(item.kind)}</span>
        </div>
        {/* Reached by Tab, so that what is longer than the frame scrolls by keys too. */}
        <CodeBlock tabIndex={0}>{excerptCells(item.excerpt)?.join('\n') ?? item.excerpt}</CodeBlock>
      </div>
      <div style={{ display: 'grid', gap: 8, alignContent: 'start' }}>
        <ProblemList problems={item.problems} />
        {item.records.length === 0 && <p className="none">{t('preview.noRecord')}</p>}
        {item.records.map((record) => (
          <RecordCard key={`${record.kind} ${record.key}`} record={record} />
        ))}
      </div>
    </Row>
  );
}

/** The first records, raw and as they would be understood; changes nothing. */
export function PreviewStep({ draft }: { draft: FeedDraft }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const { id, connector, options, secrets } = draft;
  const { result, start, stop } = useTry((signal) =>
    rpc.feeds.preview(
      { ...(id === undefined ? {} : { id }), connector, options, secrets, limit: LIMIT },
      { signal },
    ),
  );
  const items = result.state === 'done' ? result.answer.items : null;
  const wrong =
    items?.filter((item) => item.problems.some(({ severity }) => severity === 'error')).length ?? 0;
  const counted = items && { count: items.length, formatted: format.integer(items.length) };
  return (
    <StepBody>
      <div className="inner" style={{ maxWidth: 1040 }}>
        <Panel aria-label={t('preview.title')} aria-busy={result.state === 'running'}>
          <header>
            <h2>{counted && counted.count > 0 ? t('preview.first', counted) : t('preview.title')}</h2>
            {wrong > 0 && (
              <span className="quiet">
                {t('preview.wrong', { count: wrong, formatted: format.integer(wrong) })}
              </span>
            )}
            <span className="push" />
            {result.state === 'running' ? (
              <Button size="small" onClick={stop}>
                {t('test.stop')}
              </Button>
            ) : (
              <Button size="small" startIcon={<RotateCw size={13} />} onClick={start}>
                {t('preview.again')}
              </Button>
            )}
          </header>
          {result.state === 'running' && (
            <LinearProgress aria-label={t('preview.running')} sx={{ borderRadius: 0 }} />
          )}
          <div style={{ minHeight: 220 }}>
            {result.state === 'failed' && <ErrorState error={result.error} onRetry={start} />}
            {items?.length === 0 && (
              <EmptyState title={t('preview.none')}>{t('preview.noneText')}</EmptyState>
            )}
            {items?.map((item) => (
              <ItemRow key={`${item.kind} ${item.key}`} item={item} />
            ))}
          </div>
        </Panel>
      </div>
    </StepBody>
  );
}
