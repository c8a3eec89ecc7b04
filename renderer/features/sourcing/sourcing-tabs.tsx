import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { FlaskConical } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { NavLink, useNavigate } from 'react-router';
import { useRegisterCommands } from '../../lib/commands.ts';
import { links } from '../../lib/navigation.ts';

/** The two rooms of sourcing: runs of the network as it is, and what-ifs. */
export function SourcingTabs({ shown }: { shown: 'runs' | 'whatIfs' }) {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const navigate = useNavigate();
  useRegisterCommands([
    {
      id: 'sourcing.newWhatIf',
      title: t('whatIf.new'),
      group: t('sourcing:title'),
      shortcut: 'w',
      icon: FlaskConical,
      run: () => void navigate(links.newWhatIf()),
    },
  ]);
  return (
    <Tabs
      value={shown}
      aria-label={t('tabs.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      <Tab value="runs" component={NavLink} to={links.sourcing()} end label={t('tabs.runs')} />
      <Tab value="whatIfs" component={NavLink} to={links.whatIfs()} label={t('tabs.whatIfs')} />
    </Tabs>
  );
}
