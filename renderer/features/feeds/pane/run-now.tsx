import Button from '@mui/material/Button';
import LinearProgress from '@mui/material/LinearProgress';
import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';
import type { FeedActions } from '../use-feed-actions.ts';

/** Keeps its height with and without a run, so that a run every few seconds does not make the pane jump. */
const Root = styled('div')({
  minHeight: 36,
  marginBottom: 10,
  '& .line': { display: 'flex', alignItems: 'center', gap: 8, minHeight: 28, color: tokens.textMuted },
  '& .line span': { flex: 1, minWidth: 0 },
});

/** The run under way with its progress, else when the next is due. */
export function RunNow({
  feed,
  actions,
  next,
}: {
  feed: FeedView;
  actions: FeedActions;
  next: React.ReactNode;
}) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  const { run } = feed;
  return (
    <Root>
      <div className="line">
        {run ? (
          <>
            <span role="status">
              {t(`runs.kind.${run.kind}`)} · {words.outcome(run)}
            </span>
            <Button size="small" disabled={actions.busy} onClick={() => void actions.cancelRun(feed)}>
              {t('action.cancelRun')}
            </Button>
          </>
        ) : (
          <span>{next}</span>
        )}
      </div>
      {run && (
        <LinearProgress
          sx={{ marginTop: 0.5 }}
          variant={run.progress === null ? 'indeterminate' : 'determinate'}
          value={(run.progress ?? 0) * 100}
          aria-label={
            run.progress === null
              ? t('list.running')
              : t('list.runningShare', { share: format.percent(run.progress, 0) })
          }
        />
      )}
    </Root>
  );
}
