import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { JointOutcome } from '../../../../core/contract/joint-plans.ts';
import { useFormat } from '../../../lib/format.ts';
import { orpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useFacilityNames } from '../../sourcing/use-facility-names.ts';
import { useRunCommands } from '../../sourcing/use-run-commands.ts';
import { TogetherTable } from './together-table.tsx';

const Root = styled('div')({ display: 'grid', gap: 12, '& > p': { margin: 0 } });
const Buttons = styled('div')({ display: 'flex', gap: 8, flexWrap: 'wrap', alignItems: 'center' });
const Moves = styled('div')({
  maxHeight: 280,
  overflow: 'auto',
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  '& table': { borderCollapse: 'collapse', width: '100%' },
  '& th, & td': { padding: '4px 12px', textAlign: 'start', borderBottom: `1px solid ${tokens.line}` },
  '& th': { color: tokens.textMuted, fontWeight: 450 },
  '& td svg': { verticalAlign: '-2px', margin: '0 6px', color: tokens.textMuted },
});

type Together = NonNullable<JointOutcome['together']>;

function MoveButtons({ runId, moved }: { runId: number; moved: number }) {
  const { t } = useTranslation(['together', 'common']);
  const format = useFormat();
  const { job, apply, undo } = useRunCommands(runId, 'together');
  const { data: run } = useQuery(orpc.sourcing.run.queryOptions({ input: { runId } }));
  const [status, busy] = [run?.status, job.running];
  if (status === 'applied')
    return (
      <Button startIcon={<Undo2 size={14} />} disabled={busy} onClick={() => void undo()}>
        {t('undo')}
      </Button>
    );
  return (
    <Button
      variant="contained"
      color="primary"
      disabled={busy || status !== 'proposed'}
      onClick={() => void apply()}
    >
      {t('apply', { count: moved, formatted: format.integer(moved) })}
    </Button>
  );
}

function MovedOrders({ orders, moved }: Pick<Together, 'orders' | 'moved'>) {
  const { t } = useTranslation('together');
  const format = useFormat();
  const facilityName = useFacilityNames();
  return (
    <>
      <Moves tabIndex={0}>
        <table aria-label={t('moves')}>
          <thead>
            <tr>
              <th scope="col">{t('order')}</th>
              <th scope="col">{t('customer')}</th>
              <th scope="col">{t('move')}</th>
            </tr>
          </thead>
          <tbody>
            {orders.map(({ number, name, from, to }) => (
              <tr key={number}>
                <td>{number}</td>
                <td>{name}</td>
                <td>
                  {facilityName(from)}
                  <ArrowRight size={13} aria-label={t('to')} />
                  {facilityName(to)}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </Moves>
      {orders.length < moved && (
        <p>{t('shown', { shown: format.integer(orders.length), of: format.integer(moved) })}</p>
      )}
    </>
  );
}

function useVerdict({ mayMove, together, apart, savedMinor, currency }: JointOutcome): string {
  const { t } = useTranslation('together');
  const format = useFormat();
  if (mayMove === 0) return t('verdict.nothingMoves');
  const orders = { count: mayMove, formatted: format.integer(mayMove) };
  if (!together) return t('verdict.noGain', orders);
  const served = apart.figures.leftOut - together.figures.leftOut;
  const money = format.moneyMinor(Math.abs(savedMinor), currency);
  if (served > 0) return t('verdict.serves', { count: served, formatted: format.integer(served) });
  return t('verdict.saves', { money, share: format.percent(savedMinor / Math.max(1, apart.totalMinor), 1) });
}

interface TogetherResultProps {
  outcome: JointOutcome;
  onOpenPlan: (planId: number) => void;
}

/** What planning both together comes to, which orders it moves, and the way to make it so. */
export function TogetherResult({ outcome, onOpenPlan }: TogetherResultProps) {
  const { t } = useTranslation('together');
  const { apart, together, currency } = outcome;
  const verdict = useVerdict(outcome);
  return (
    <Root>
      <p role="status">
        <strong>{verdict}</strong>
      </p>
      <TogetherTable apart={apart} together={together} currency={currency} />
      <Buttons>
        {together && <MoveButtons key={together.runId} runId={together.runId} moved={together.moved} />}
        {together && <Button onClick={() => onOpenPlan(together.planId)}>{t('openTogether')}</Button>}
        <Button variant="text" onClick={() => onOpenPlan(apart.planId)}>
          {t('openApart')}
        </Button>
      </Buttons>
      {together && <MovedOrders orders={together.orders} moved={together.moved} />}
    </Root>
  );
}
