import { useState } from 'react';
import { useNavigate } from 'react-router';
import { links } from '../../../lib/navigation.ts';
import { TogetherPanel } from '../together/together-panel.tsx';
import type { PlannedScenario } from './comparison.tsx';
import { ScenarioChoice } from './scenario-choice.tsx';

/** Sourcing and routing together, with what a scenario is planned with. */
export function PlanTogether({ planned }: { planned: readonly PlannedScenario[] }) {
  const navigate = useNavigate();
  const [chosen, setChosen] = useState<number | null>(null);
  const shown = planned.find(({ number }) => number === chosen) ?? planned[0];
  if (!shown) return null;
  return (
    <>
      <ScenarioChoice planned={planned} chosen={shown.number} onChoose={setChosen} />
      <TogetherPanel
        key={shown.number}
        parameters={shown.parameters}
        onOpenPlan={(planId) => void navigate(links.routePlan(planId))}
      />
    </>
  );
}
