import { styled } from '@mui/material/styles';
import { useTranslation } from 'react-i18next';
import type { FeedView } from '../../../../core/contract/feeds.ts';
import { SeverityIcon } from '../../../components/display/severity-icon.tsx';
import { useFormat } from '../../../lib/format.ts';
import { SEVERITY_SOFT, type Severity, tokens } from '../../../lib/tokens.ts';
import { useFeedWords } from '../feed-words.ts';

const Root = styled('div')({
  display: 'grid',
  gridTemplateColumns: '16px 1fr',
  gap: 8,
  marginBottom: 14,
  padding: '9px 12px',
  borderRadius: 8,
  lineHeight: 1.5,
  '& svg': { marginTop: 3 },
  '& strong': { display: 'block', fontWeight: 560 },
  '& .quiet': { color: tokens.textMuted, overflowWrap: 'anywhere' },
});

function Note({ severity, title, lines }: { severity: Severity; title: string; lines: (string | null)[] }) {
  return (
    <Root style={{ backgroundColor: SEVERITY_SOFT[severity] }} role="status">
      <SeverityIcon severity={severity} size={15} />
      <div>
        <strong>{title}</strong>
        {lines.filter(Boolean).map((line) => (
          <div key={line} className="quiet">
            {line}
          </div>
        ))}
      </div>
    </Root>
  );
}

/** What is wrong with a feed, since when and what to do; nothing while all is well. */
export function FeedTrouble({ feed }: { feed: FeedView }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const words = useFeedWords();
  if (feed.fault && feed.health !== 'healthy') {
    const { title, action, detail } = words.fault(feed.fault);
    const tries = t('trouble.tries', { count: feed.failures, formatted: format.integer(feed.failures) });
    return (
      <Note
        severity={feed.health === 'failing' ? 'critical' : 'warning'}
        title={title}
        lines={[action, detail, `${tries} · ${format.relative(feed.fault.at)}`]}
      />
    );
  }
  if (feed.health !== 'late') return null;
  return (
    <Note
      severity="warning"
      title={t('trouble.late', { when: format.relative(feed.lastSuccessAt) })}
      lines={[t('trouble.lateAction')]}
    />
  );
}
