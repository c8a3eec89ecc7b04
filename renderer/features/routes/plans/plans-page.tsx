import Button from '@mui/material/Button';
import { Scale3d, Waypoints } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { Screen } from '../../../components/layout/screen.tsx';
import { NO_SELECTION } from '../../../components/table/selection.ts';
import type { TableSelection } from '../../../components/table/table-types.ts';
import { useRegisterCommands } from '../../../lib/commands.ts';
import { links } from '../../../lib/navigation.ts';
import { PlanDialog } from '../ask/plan-dialog.tsx';
import { MOST_COMPARED } from '../compare/compared-ids.ts';
import { RoutesTabs } from '../routes-tabs.tsx';
import { PlansList } from './plans-list.tsx';

/** All route plans, and the way to a new one. */
export function PlansPage() {
  const { t } = useTranslation('routes');
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [selection, setSelection] = useState<TableSelection>(NO_SELECTION);
  const ask = () => setAsking(true);
  useRegisterCommands([
    {
      id: 'routes.plan',
      title: t('ask.command'),
      group: t('title'),
      shortcut: 'n',
      icon: Waypoints,
      run: ask,
    },
    {
      id: 'routes.compare',
      title: t('compare.title'),
      group: t('title'),
      icon: Scale3d,
      run: () => void navigate(links.comparePlans([])),
    },
  ]);
  const chosen = selection.mode === 'some' ? [...selection.ids].map(Number) : [];
  return (
    <Screen
      title={t('title')}
      toolbar={<RoutesTabs shown="plans" />}
      actions={
        <Button variant="contained" color="primary" startIcon={<Waypoints size={14} />} onClick={ask}>
          {t('ask.open')}
        </Button>
      }
    >
      <PlansList
        selection={selection}
        onSelectionChange={setSelection}
        onPlan={ask}
        selectionActions={
          <Button
            size="small"
            startIcon={<Scale3d size={13} />}
            disabled={chosen.length < 2 || chosen.length > MOST_COMPARED}
            onClick={() => void navigate(links.comparePlans(chosen))}
          >
            {chosen.length > MOST_COMPARED
              ? t('compare.tooMany')
              : t('compare.chosen', { count: chosen.length })}
          </Button>
        }
      />
      {asking && <PlanDialog onClose={() => setAsking(false)} />}
    </Screen>
  );
}
