import Button from '@mui/material/Button';
import { BookOpen, CalendarClock, ChartNoAxesColumn } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { links } from '../../lib/navigation.ts';

/** Where the bar is not very wide these show their icon alone, before the buttons that do something. */
const quiet = {
  '@container (max-width: 1560px)': {
    fontSize: 0,
    padding: '0 7px',
    '& .MuiButton-startIcon': { margin: 0 },
  },
} as const;

/** The ways to what belongs to incidents: delivery times, playbooks, what they teach. */
export function OtherScreens() {
  const { t } = useTranslation(['incidents', 'incident-learning']);
  const screens = [
    { to: links.eta(), name: t('action.eta'), Icon: CalendarClock },
    { to: links.playbooks(), name: t('action.playbooks'), Icon: BookOpen },
    { to: links.learn(), name: t('incident-learning:open'), Icon: ChartNoAxesColumn },
  ];
  return screens.map(({ to, name, Icon }) => (
    <Button key={to} component={Link} to={to} title={name} startIcon={<Icon size={14} />} sx={quiet}>
      {name}
    </Button>
  ));
}
