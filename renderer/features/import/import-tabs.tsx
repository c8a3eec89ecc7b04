import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { NavLink } from 'react-router';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';

/** How many rows wait in quarantine; undefined until known. */
export function useOpenQuarantine(): number | undefined {
  const { data } = useQuery(orpc.import.quarantine.queryOptions({ input: { limit: 1 } }));
  return data?.total;
}

/** The two rooms of the import: new files, and what could not be understood. */
export function ImportTabs({ shown }: { shown: 'files' | 'quarantine' }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const open = useOpenQuarantine();
  return (
    <Tabs
      value={shown}
      aria-label={t('tabs.label')}
      sx={{ minHeight: 0, borderBottom: 0, '& .MuiTab-root': { minHeight: 30 } }}
    >
      <Tab value="files" component={NavLink} to={links.import()} end label={t('tabs.files')} />
      <Tab
        value="quarantine"
        component={NavLink}
        to={links.quarantine()}
        label={open ? t('tabs.quarantineCount', { formatted: format.integer(open) }) : t('tabs.quarantine')}
      />
    </Tabs>
  );
}
