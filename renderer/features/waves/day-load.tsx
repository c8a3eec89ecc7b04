import { useQuery } from '@tanstack/react-query';
import type { DayProposal } from '../../../core/contract/waves.ts';
import { orpc } from '../../lib/rpc.ts';
import { labourLoad } from './labour-load.ts';
import { LoadChart, type LoadWave } from './load-chart.tsx';
import { minutesOfDay } from './time-field.tsx';

const HALF_HOUR_MS = 1_800_000;

interface DayLoadProps {
  facility: string;
  day: string;
  proposal: DayProposal;
  onTry: (templateId: number, releaseMinutes: number) => void;
}

/** Labour of a facility's day: proposed waves and kept ones together. */
export function DayLoad({ facility, day, proposal, onTry }: DayLoadProps) {
  const { data: kept = [] } = useQuery(orpc.waves.load.queryOptions({ input: { facility, day } }));
  const { data: labour } = useQuery(orpc.waves.labour.queryOptions({ input: { facility } }));
  const { shiftFrom, shiftTo, pickers, timeZone } = proposal;
  const waves: LoadWave[] = [
    ...kept.map(({ id, figures, ...wave }) => ({ ...wave, ...workOf(figures), key: `kept ${id}` })),
    ...proposal.waves.map(({ templateId, figures, name, releaseAt, cutOffAt }) => ({
      ...{ name, releaseAt, cutOffAt, ...workOf(figures) },
      key: `proposed ${templateId}`,
      status: 'proposed' as const,
      onTry: (at: number) => onTry(templateId, minutesOfDay(at, timeZone)),
    })),
  ].sort((a, b) => a.releaseAt - b.releaseAt || a.cutOffAt - b.cutOffAt);
  if (waves.length === 0 || !labour) return null;
  const from = Math.min(shiftFrom, ...waves.map(({ releaseAt }) => releaseAt));
  const to = Math.max(shiftTo, ...waves.map(({ cutOffAt, readyAt }) => Math.max(cutOffAt, readyAt ?? 0)));
  const first = Math.floor(from / HALF_HOUR_MS) * HALF_HOUR_MS;
  const { packingSecondsPerOrder } = labour;
  const steps = labourLoad(waves, first, to, { shiftFrom, shiftTo, pickers, packingSecondsPerOrder });
  return <LoadChart waves={waves} steps={steps} from={first} to={to} timeZone={timeZone} />;
}

function workOf({ orders, pickSeconds, readyAt, late }: DayProposal['waves'][number]['figures']) {
  return { orders, pickSeconds, readyAt, late };
}
