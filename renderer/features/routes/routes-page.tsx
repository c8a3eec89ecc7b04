import { useParams } from 'react-router';
import { PlanPage } from './plan/plan-page.tsx';
import { PlansPage } from './plans/plans-page.tsx';

/** The list of route plans, or one of them. */
export function RoutesPage() {
  const { planId } = useParams();
  const id = Number(planId);
  return planId && Number.isInteger(id) ? <PlanPage key={id} planId={id} /> : <PlansPage />;
}
