import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { OrderMove, WaveFigures } from '../../../core/contract/waves.ts';
import { PlainTable } from '../../components/charts/figure.tsx';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';

/** Orders on their way to another wave, with what the planner calls both. */
export interface NamedMove extends OrderMove {
  fromName: string | null;
  toName: string | null;
}

interface MoveDialogProps {
  move: NamedMove;
  timeZone: string;
  onConfirm: () => void;
  onClose: () => void;
}

/** What a move would make of both waves, before it is kept. */
export function MoveDialog({ move, timeZone, onConfirm, onClose }: MoveDialogProps) {
  const { t } = useTranslation('waves');
  const { numbers, from, to, fromName, toName } = move;
  const { data, error } = useQuery({
    ...orpc.waves.previewMove.queryOptions({ input: { numbers, from, to } }),
    staleTime: 0,
    gcTime: 0,
    retry: false,
  });
  const count = numbers.length;
  return (
    <ConfirmDialog
      open
      title={
        toName === null
          ? t('move.outTitle', { count, wave: fromName })
          : t('move.title', { count, wave: toName })
      }
      confirmLabel={t(toName === null ? 'move.takeOut' : 'move.confirm', { count })}
      blocked={!data}
      onConfirm={onConfirm}
      onClose={onClose}
    >
      {error ? <ErrorState error={error} /> : data ? null : <PaneSkeleton blocks={2} />}
      {data?.from && <Change name={fromName ?? ''} {...data.from} timeZone={timeZone} />}
      {data?.to && <Change name={toName ?? ''} {...data.to} timeZone={timeZone} />}
    </ConfirmDialog>
  );
}

interface ChangeProps {
  name: string;
  before: WaveFigures;
  after: WaveFigures;
  timeZone: string;
}

function Change({ name, before, after, timeZone }: ChangeProps) {
  const { t } = useTranslation('waves');
  const format = useFormat();
  const rows: [string, (figures: WaveFigures) => string][] = [
    [t('pane.orders'), ({ orders }) => format.integer(orders)],
    [t('pane.pickTime'), ({ pickSeconds }) => format.duration(pickSeconds)],
    [t('pane.readyAt'), ({ readyAt }) => (readyAt === null ? '–' : format.time(readyAt, timeZone))],
    [t('pane.danger'), ({ late, atRisk }) => `${format.integer(late)} / ${format.integer(atRisk)}`],
  ];
  return (
    <PlainTable sx={{ marginBottom: '12px' }}>
      <thead>
        <tr>
          <th scope="col">{name}</th>
          <th scope="col">{t('move.before')}</th>
          <th scope="col">{t('move.after')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(([label, of]) => (
          <tr key={label}>
            <th scope="row">{label}</th>
            <td>{of(before)}</td>
            <td style={of(before) === of(after) ? {} : { fontWeight: 600 }}>{of(after)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
