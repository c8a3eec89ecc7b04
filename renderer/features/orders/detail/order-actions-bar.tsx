import Button from '@mui/material/Button';
import Tooltip from '@mui/material/Tooltip';
import {
  Archive,
  ArchiveRestore,
  Ban,
  type LucideIcon,
  MapPinPen,
  Pause,
  Play,
  ShieldCheck,
  Shuffle,
  Split,
  Unlink,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { KeyHint } from '../../../components/display/key-hint.tsx';

/** What a person may ask for an order; `resource` looks for a better plan than the present one. */
export type OrderQuestion = OrderDetail['actions'][number] | 'resource' | 'validate';

export const QUESTION_KEYS: Record<OrderQuestion, string> = {
  source: 's',
  resource: 'Shift+S',
  hold: 'h',
  release: 'r',
  validate: 'v',
  editAddress: 'e',
  unsource: 'u',
  close: 'c',
  reopen: 'o',
  cancel: 'x',
};

export const QUESTION_ICONS: Record<OrderQuestion, LucideIcon> = {
  source: Split,
  resource: Shuffle,
  hold: Pause,
  release: Play,
  validate: ShieldCheck,
  editAddress: MapPinPen,
  unsource: Unlink,
  close: Archive,
  reopen: ArchiveRestore,
  cancel: Ban,
};

const ORDER: OrderQuestion[] = [
  'source',
  'resource',
  'release',
  'hold',
  'editAddress',
  'unsource',
  'close',
  'reopen',
  'cancel',
];

/** The questions that an order's actions allow: what is reserved may also be sourced anew. */
export function questionsFor(actions: OrderDetail['actions']): OrderQuestion[] {
  const allowed = new Set<OrderQuestion>(actions);
  if (allowed.has('unsource') && !allowed.has('release')) allowed.add('resource');
  return ORDER.filter((question) => allowed.has(question));
}

interface OrderActionsProps {
  actions: OrderDetail['actions'];
  onAsk: (question: OrderQuestion) => void;
}

/** The buttons for what may be done to an order now, each with its key. */
export function OrderActions({ actions, onAsk }: OrderActionsProps) {
  const { t } = useTranslation('orders');
  const questions = questionsFor(actions);
  return (
    <div style={{ display: 'flex', flexWrap: 'wrap', gap: 6, width: '100%' }}>
      {questions.map((question, index) => {
        const Icon = QUESTION_ICONS[question];
        const primary = index === 0 && (question === 'source' || question === 'release');
        return (
          <Tooltip
            key={question}
            title={
              <span style={{ display: 'inline-flex', gap: 8, alignItems: 'center' }}>
                {t(`actionHint.${question}`)} <KeyHint keys={QUESTION_KEYS[question]} />
              </span>
            }
          >
            <Button
              variant={primary ? 'contained' : 'outlined'}
              color={question === 'cancel' ? 'error' : primary ? 'primary' : 'inherit'}
              startIcon={<Icon size={14} />}
              aria-keyshortcuts={QUESTION_KEYS[question]}
              onClick={() => onAsk(question)}
            >
              {t(`action.${question}`)}
            </Button>
          </Tooltip>
        );
      })}
    </div>
  );
}
