import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PickTaskView, ResourcedLine, ShortReason } from '../../../../core/contract/picking.ts';
import { describeError } from '../../../lib/errors.ts';
import { orpc, rpc } from '../../../lib/rpc.ts';
import { floorErrorWords } from '../floor-errors.ts';
import type { ScanVerdict } from '../scan-field.tsx';

/** What is left of a task. */
export function remaining({ quantity, picked, short }: PickTaskView): number {
  return quantity - picked - short;
}

/** A pick list being walked: the task that is next, and what can be done about it. Each answer is a verdict. */
export function usePickList(id: number, picker: string) {
  const { t } = useTranslation(['floor', 'common']);
  const { data: list, refetch } = useQuery(orpc.picking.list.queryOptions({ input: { id } }));
  const [told, setTold] = useState<ScanVerdict | null>(null);
  const [resourced, setResourced] = useState<readonly ResourcedLine[]>([]);
  const [last, setLast] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const task = list?.walk.find(({ state }) => state === 'open') ?? null;
  const run = async (work: () => Promise<string>): Promise<ScanVerdict> => {
    setBusy(true);
    let verdict: ScanVerdict;
    try {
      verdict = { tone: 'ok', message: await work() };
    } catch (error) {
      verdict = { tone: 'wrong', message: floorErrorWords(error, t) ?? describeError(error, t).title };
    }
    await refetch();
    setBusy(false);
    setTold(verdict);
    return verdict;
  };
  const confirm = (of: PickTaskView, quantity: number, scanned?: string) =>
    run(async () => {
      const given = scanned === undefined ? {} : { scanned };
      await rpc.picking.confirm({ id, taskId: of.id, quantity, ...given });
      setLast(of.id);
      setResourced([]);
      return t('pick.confirmed', { count: quantity, name: of.name });
    });
  return {
    list,
    task,
    told,
    resourced,
    busy,
    confirm,
    begin: (takeOver = false) =>
      run(async () => {
        const { number } = await rpc.picking.start({ id, picker, takeOver });
        return t('pick.begun', { number });
      }),
    short: (of: PickTaskView, found: number, reason: ShortReason) =>
      run(async () => {
        const answer = await rpc.picking.short({ id, taskId: of.id, found, reason });
        setResourced(answer.resourced);
        setLast(null);
        return t('pick.shortTold', { count: of.quantity - found, name: of.name });
      }),
    undo:
      last === null
        ? null
        : () =>
            run(async () => {
              const { name } = await rpc.picking.undoPick({ id, taskId: last });
              setLast(null);
              return t('pick.undone', { name });
            }),
    finish: () =>
      run(async () => {
        const { number } = await rpc.picking.finish({ id });
        return t('pick.finished', { number });
      }),
  };
}

export type PickWork = ReturnType<typeof usePickList>;
