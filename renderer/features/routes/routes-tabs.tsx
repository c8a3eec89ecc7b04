import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { links } from '../../lib/navigation.ts';

const ROOMS = { plans: links.routes(), simulations: links.simulations(), fleet: links.fleet() } as const;

/** The rooms of routing: plans, simulations, and the fleet with its drivers. */
export function RoutesTabs({ shown }: { shown: keyof typeof ROOMS }) {
  const { t } = useTranslation('routes');
  return (
    <Tabs
      value={shown}
      aria-label={t('tabs.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      {Object.entries(ROOMS).map(([room, to]) => (
        <Tab key={room} value={room} component={NavLink} to={to} end label={t(`tabs.${room}`)} />
      ))}
    </Tabs>
  );
}
