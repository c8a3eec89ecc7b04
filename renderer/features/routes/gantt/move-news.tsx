import type { RoutePlanDetail } from '../../../../core/contract/routes.ts';
import { figureChanges, targetText, useEffectWords } from './effect-words.ts';
import { summarise } from './moves.ts';
import type { Carried } from './use-stop-move.ts';

interface MoveNewsProps {
  plan: RoutePlanDetail;
  carried: Carried | null;
  /** The keys, for who cannot see them; null where nothing can be moved. */
  hint: string | null;
}

/** Tells screen readers where carried stops would go and what that would do. */
export function MoveNews({ plan, carried, hint }: MoveNewsProps) {
  const { t, format, currency } = useEffectWords(plan);
  const told = (): string => {
    if (!carried) return '';
    const where = targetText(carried, { t, plan });
    const { effect } = carried;
    if (!effect || carried.home) return where;
    const figures = figureChanges(summarise(plan, effect.says, effect.of.route), { t, format, currency });
    const text = (key: string) => figures.find((figure) => figure.key === key)?.text ?? '';
    return t('effect.told', { where, cost: text('cost'), late: text('late') });
  };
  return (
    <>
      {hint !== null && <p className="visually-hidden">{hint}</p>}
      <div className="visually-hidden" role="status">
        {told()}
      </div>
    </>
  );
}
