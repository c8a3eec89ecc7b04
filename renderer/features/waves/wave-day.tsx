import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { DayProposal, WaveView } from '../../../core/contract/waves.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { useCommand } from '../../lib/commands.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { JobLine } from '../sourcing/runs/job-line.tsx';
import { DayChart } from './day-chart.tsx';
import { DayLoad } from './day-load.tsx';
import { MoveDialog, type NamedMove } from './move-dialog.tsx';
import { OrderDragArea } from './order-drag.tsx';
import { ReleaseDialog } from './release-dialog.tsx';
import { TrialComparison } from './trial-comparison.tsx';
import { type Trial, useWaveCommands } from './use-waves.ts';
import { type OpenWave, WaveBoard } from './wave-board.tsx';
import { ProposedPane, WavePane } from './wave-pane.tsx';

const Charts = styled('div')({
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fit, minmax(440px, 1fr))',
  gap: 28,
  padding: '10px 16px 14px',
  borderBottom: `1px solid ${tokens.line}`,
  '&:empty': { display: 'none' },
});

const isTried = ({ extraPickers, releaseMinutes }: Trial) =>
  extraPickers !== 0 || Object.keys(releaseMinutes).length > 0;

type Question = { release: number[] } | { takeBack: WaveView } | { move: NamedMove };

interface WaveDayProps {
  trial: Trial;
  proposal: DayProposal;
  onTry: (templateId: number, releaseMinutes: number) => void;
}

/** The chart, the board and the pane of one facility's day. */
export function WaveDay({ trial, proposal, onTry }: WaveDayProps) {
  const { t } = useTranslation('waves');
  const commands = useWaveCommands();
  const { data: waves = [] } = useQuery(
    orpc.waves.waves.queryOptions({ input: { facility: trial.facility } }),
  );
  const [scroller, setScroller] = useState<HTMLElement | null>(null);
  const [open, setOpen] = useState<OpenWave>(null);
  const [selected, setSelected] = useState<ReadonlySet<number>>(new Set());
  const [asking, setAsking] = useState<Question | null>(null);
  const planned = waves.filter(({ status }) => status === 'planned');
  const chosen = planned.map(({ id }) => id).filter((id) => selected.has(id));
  const select = (id: number, on: boolean) =>
    setSelected((now) => new Set(on ? [...now, id] : [...now].filter((one) => one !== id)));
  const plan = () => void commands.plan(trial.facility, proposal.waves);
  useCommand({
    id: 'waves.plan',
    title: t('action.plan', { count: proposal.waves.length }),
    group: t('title'),
    shortcut: 'p',
    enabled: proposal.waves.length > 0 && !commands.busy,
    run: plan,
  });
  useCommand({
    id: 'waves.release',
    title: t('action.release', { count: chosen.length }),
    group: t('title'),
    shortcut: '$mod+Enter',
    enabled: chosen.length > 0 && !commands.busy,
    run: () => setAsking({ release: chosen }),
  });
  const nameOf = (id: number | null) => planned.find((wave) => wave.id === id)?.name ?? null;
  const askMove = (numbers: string[], from: number | null, to: number | null) =>
    setAsking({ move: { numbers, from, to, fromName: nameOf(from), toName: nameOf(to) } });
  const proposed =
    open !== null && 'proposed' in open
      ? proposal.waves.find(({ templateId }) => templateId === open.proposed)
      : undefined;
  return (
    <OrderDragArea>
      {commands.progress && (
        <div style={{ padding: '8px 16px 0' }}>
          <JobLine
            share={commands.progress.share}
            message={commands.progress.message}
            onCancel={commands.cancel}
          />
        </div>
      )}
      <div ref={setScroller} style={{ overflow: 'auto', flex: 1, minHeight: 0 }} tabIndex={-1}>
        {isTried(trial) && (
          <div style={{ padding: '10px 16px 0', maxWidth: 900, overflowX: 'auto' }}>
            <TrialComparison trial={trial} tried={proposal} />
          </div>
        )}
        <Charts>
          <DayLoad facility={trial.facility} day={trial.day} proposal={proposal} onTry={onTry} />
          {proposal.waves.length > 0 && <DayChart proposal={proposal} />}
        </Charts>
        <WaveBoard
          proposal={proposal}
          waves={waves}
          open={open}
          onOpen={setOpen}
          selected={selected}
          onSelect={select}
          busy={commands.busy}
          scroller={scroller}
          onPlan={plan}
          onRelease={() => setAsking({ release: chosen })}
          onDrop={({ numbers, from }, to) => askMove(numbers, from, to)}
        />
      </div>
      {proposed && (
        <ProposedPane
          wave={proposed}
          timeZone={proposal.timeZone}
          planned={planned}
          onMove={askMove}
          onTry={(minutes) => onTry(proposed.templateId, minutes)}
          onClose={() => setOpen(null)}
        />
      )}
      {open !== null && 'id' in open && (
        <WavePane
          key={open.id}
          waveId={open.id}
          others={planned}
          busy={commands.busy}
          onRelease={({ id }) => setAsking({ release: [id] })}
          onTakeBack={(wave) => setAsking({ takeBack: wave })}
          onRemove={(wave) => {
            setOpen(null);
            void commands.remove(wave);
          }}
          onMove={askMove}
          onClose={() => setOpen(null)}
        />
      )}
      {asking && 'release' in asking && (
        <ReleaseDialog
          waveIds={asking.release}
          onConfirm={() => {
            void commands.release(asking.release);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking && 'takeBack' in asking && (
        <ConfirmDialog
          open
          title={t('takeBack.title', { name: asking.takeBack.name })}
          consequences={[
            t(asking.takeBack.picked === 0 ? 'takeBack.whole' : 'takeBack.rest', {
              count: asking.takeBack.orders - asking.takeBack.picked,
            }),
          ]}
          confirmLabel={t(asking.takeBack.picked === 0 ? 'action.takeBack' : 'action.closeWave')}
          onConfirm={() => {
            void commands.takeBack(asking.takeBack.id);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
      {asking && 'move' in asking && (
        <MoveDialog
          move={asking.move}
          timeZone={proposal.timeZone}
          onConfirm={() => {
            void commands.move(asking.move.numbers, asking.move.from, asking.move.to);
            setAsking(null);
          }}
          onClose={() => setAsking(null)}
        />
      )}
    </OrderDragArea>
  );
}
