import { useTranslation } from 'react-i18next';
import type { RoutePlanView } from '../../../core/contract/routes.ts';

/** What a plan is called: its name, with its version where there are several. */
export function usePlanName(): (plan: Pick<RoutePlanView, 'name' | 'version'>) => string {
  const { t } = useTranslation('routes');
  return ({ name, version }) => (version > 1 ? t('plan.version', { name, version }) : name);
}
