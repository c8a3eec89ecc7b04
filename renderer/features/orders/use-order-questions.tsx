import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail, OrderFilter, OrderRow } from '../../../core/contract/orders.ts';
import type { SourcingSelection } from '../../../core/contract/sourcing.ts';
import { countSelected } from '../../components/table/selection.ts';
import type { TableSelection } from '../../components/table/table-types.ts';
import { useRegisterCommands } from '../../lib/commands.ts';
import { SourceDialog } from '../sourcing/source-dialog.tsx';
import { EditAddressDialog } from './detail/edit-address-dialog.tsx';
import {
  type OrderQuestion,
  QUESTION_ICONS,
  QUESTION_KEYS,
  questionsFor,
} from './detail/order-actions-bar.tsx';
import { ResourceDialog } from './detail/resource-dialog.tsx';
import { useValidate } from './holds/use-validate.ts';
import { BULK_ACTIONS } from './order-actions.ts';
import { OrderCommandDialog } from './order-command-dialog.tsx';

interface Asked {
  question: OrderQuestion;
  /** About what is selected, or about the order in the pane. */
  about: 'selection' | 'order';
}

interface QuestionsOptions {
  selection: TableSelection;
  total: number;
  filter: OrderFilter;
  detail: OrderDetail | undefined;
  selectedRows: (selection: TableSelection, signal: AbortSignal) => Promise<OrderRow[]>;
  onDone: () => void;
}

/** All matching orders are named by their filter, a few by their numbers. */
function sourcingSelection({ selection, filter }: QuestionsOptions): SourcingSelection {
  if (selection.mode === 'all') return { filter: { ...filter, toSource: true } };
  return { numbers: [...selection.ids].map(String) };
}

/**
 * Questions about the selected orders or the one in the pane: asked by buttons, keys and the palette, answered in a
 * dialog. A selection goes before the pane.
 */
export function useOrderQuestions(options: QuestionsOptions): {
  ask: (question: OrderQuestion, about: Asked['about']) => void;
  dialog: ReactNode;
} {
  const { selection, total, detail, selectedRows, onDone } = options;
  const { t } = useTranslation('orders');
  const [asked, setAsked] = useState<Asked | null>(null);
  const validate = useValidate();
  const selected = countSelected(selection, total);
  const about = selected > 0 ? 'selection' : 'order';
  const possible: readonly OrderQuestion[] =
    about === 'selection' ? BULK_ACTIONS : detail ? questionsFor(detail.actions) : [];

  /** To look at orders again changes only what should be: nobody is asked before. */
  const validateSelected = async () => {
    const orders = await selectedRows(selection, new AbortController().signal);
    if (await validate(orders.map(({ number }) => number))) onDone();
  };
  const ask = (question: OrderQuestion, aboutWhat: Asked['about']) =>
    question === 'validate' ? void validateSelected() : setAsked({ question, about: aboutWhat });

  useRegisterCommands(
    possible.map((question) => ({
      id: `orders.${question}`,
      title: t(about === 'selection' ? `bulk.${question}` : `actionHint.${question}`, {
        count: selected,
        number: detail?.order.number,
      }),
      group: t('title'),
      shortcut: QUESTION_KEYS[question],
      icon: QUESTION_ICONS[question],
      enabled: asked === null,
      run: () => ask(question, about),
    })),
  );

  const close = () => setAsked(null);
  return {
    ask,
    dialog: asked && (
      <Question asked={asked} options={options} onClose={close} onDone={onDone} find={selectedRows} />
    ),
  };
}

interface QuestionProps {
  asked: Asked;
  options: QuestionsOptions;
  find: QuestionsOptions['selectedRows'];
  onClose: () => void;
  onDone: () => void;
}

function Question({ asked, options, find, onClose, onDone }: QuestionProps) {
  const { question, about } = asked;
  const { detail, selection } = options;
  const whole = about === 'selection';
  if (!whole && !detail) return null;
  if (question === 'source') {
    const wanted: SourcingSelection =
      whole || !detail ? sourcingSelection(options) : { numbers: [detail.order.number] };
    return <SourceDialog selection={wanted} onClose={onClose} />;
  }
  if (question === 'editAddress')
    return detail ? <EditAddressDialog detail={detail} onClose={onClose} /> : null;
  if (question === 'validate') return null;
  if (question === 'resource') return detail ? <ResourceDialog detail={detail} onClose={onClose} /> : null;
  return (
    <OrderCommandDialog
      command={question}
      find={async (signal) => (whole || !detail ? find(selection, signal) : [detail.order])}
      onDone={whole ? onDone : () => {}}
      onClose={onClose}
    />
  );
}
