import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import {
  GitCompareArrows,
  History,
  type LucideIcon,
  Pause,
  Pencil,
  Play,
  RefreshCw,
  Trash2,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { ConnectorView, FeedView } from '../../../../core/contract/feeds.ts';
import { KeyHint } from '../../../components/display/key-hint.tsx';
import { useRegisterCommands } from '../../../lib/commands.ts';

export type FeedQuestion = 'sync' | 'pause' | 'resume' | 'backfill' | 'reconcile' | 'edit' | 'remove';

const LOOK: Record<FeedQuestion, { icon: LucideIcon; keys: string }> = {
  sync: { icon: RefreshCw, keys: 's' },
  pause: { icon: Pause, keys: 'p' },
  resume: { icon: Play, keys: 'p' },
  backfill: { icon: History, keys: 'b' },
  reconcile: { icon: GitCompareArrows, keys: 'c' },
  edit: { icon: Pencil, keys: 'e' },
  remove: { icon: Trash2, keys: 'x' },
};

/** What may be asked of a feed as it is now. */
export function questionsOf(
  feed: Pick<FeedView, 'active'>,
  connector: ConnectorView | undefined,
): FeedQuestion[] {
  const { pull = false, backfill = false, reconcile = false } = connector?.abilities ?? {};
  const delivers = (connector?.delivers.length ?? 0) > 0;
  return [
    ...(feed.active && (pull || delivers) ? (['sync'] as const) : []),
    feed.active ? 'pause' : 'resume',
    ...(feed.active && backfill ? (['backfill'] as const) : []),
    ...(feed.active && reconcile ? (['reconcile'] as const) : []),
    'edit',
    'remove',
  ];
}

interface FeedButtonsProps {
  feed: FeedView;
  connector: ConnectorView | undefined;
  busy: boolean;
  onAsk: (question: FeedQuestion) => void;
}

/** The buttons for what may be asked of a feed, each with its key. */
export function FeedButtons({ feed, connector, busy, onAsk }: FeedButtonsProps) {
  const { t } = useTranslation('feeds');
  const questions = questionsOf(feed, connector);
  useRegisterCommands(
    questions.map((question) => ({
      id: `feed.${question}`,
      title: t(`question.${question}`, { name: feed.name }),
      group: t('title'),
      icon: LOOK[question].icon,
      shortcut: LOOK[question].keys,
      enabled: !busy,
      run: () => onAsk(question),
    })),
  );
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, width: '100%' }}>
      {questions.map((question) => {
        const { icon: Icon, keys } = LOOK[question];
        return (
          <Tooltip
            key={question}
            title={
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                {t(`questionHint.${question}`)} <KeyHint keys={keys} />
              </span>
            }
          >
            <span>
              <Button
                variant={question === 'sync' || question === 'resume' ? 'contained' : 'outlined'}
                color={
                  question === 'remove'
                    ? 'error'
                    : question === 'sync' || question === 'resume'
                      ? 'primary'
                      : 'inherit'
                }
                startIcon={<Icon size={14} />}
                aria-keyshortcuts={keys}
                disabled={busy}
                onClick={() => onAsk(question)}
              >
                {t(`question.${question}`, { name: feed.name })}
              </Button>
            </span>
          </Tooltip>
        );
      })}
    </div>
  );
}
