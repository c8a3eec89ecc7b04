import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { tokens } from '../../../lib/tokens.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { RouteGantt } from '../gantt/route-gantt.tsx';
import { usePlanEdit } from '../plan/use-plan-edit.ts';
import type { PlannedScenario } from './comparison.tsx';
import { ScenarioChoice } from './scenario-choice.tsx';

const Frame = styled('div')({
  display: 'flex',
  flexDirection: 'column',
  height: 460,
  border: `1px solid ${tokens.line}`,
  borderRadius: 8,
  overflow: 'hidden',
});

function Day({ plan }: { plan: NonNullable<PlannedScenario['plan']> }) {
  const { preview, apply } = usePlanEdit(plan);
  const [stop, setStop] = useState<number | null>(null);
  const [route, setRoute] = useState<number | null>(null);
  return (
    <RouteGantt
      plan={plan}
      readOnly
      selectedStop={stop}
      selectedRoute={route}
      onSelectStop={setStop}
      onSelectRoute={setRoute}
      onPreview={preview}
      onApply={apply}
    />
  );
}

/** The day of a scenario's routes: driving, service, waiting, breaks and windows. */
export function PlanDay({ planned }: { planned: readonly PlannedScenario[] }) {
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = planned.find(({ number }) => number === chosen) ?? planned[0];
  if (!shown) return null;
  return (
    <>
      <ScenarioChoice planned={planned} chosen={shown.number} onChoose={setChosen} />
      <Frame>{shown.plan ? <Day key={shown.planId} plan={shown.plan} /> : <PaneSkeleton />}</Frame>
    </>
  );
}
