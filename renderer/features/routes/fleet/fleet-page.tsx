import Button from '@mui/material/Button';
import Tab from '@mui/material/Tab';
import Tabs from '@mui/material/Tabs';
import { Plus } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { NavLink, useParams } from 'react-router';
import { Screen } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { tokens } from '../../../lib/tokens.ts';
import { RoutesTabs } from '../routes-tabs.tsx';
import { DriversPart } from './drivers-part.tsx';
import { HoursPart } from './hours-part.tsx';
import type { Opened } from './opened.ts';
import { VehicleTypesPart } from './vehicle-types-part.tsx';

const PARTS = ['vehicles', 'drivers', 'hours'] as const;
const NEW = { vehicles: 'type.new', drivers: 'driver.new' } as const;

/** What there is to drive with: vehicles, drivers, and when facilities are open. */
export function FleetPage() {
  const { part } = useParams();
  const shown = PARTS.find((one) => one === part) ?? 'vehicles';
  return <FleetPart key={shown} part={shown} />;
}

function FleetPart({ part }: { part: (typeof PARTS)[number] }) {
  const { t } = useTranslation('fleet');
  const [opened, setOpened] = useState<Opened>(null);
  return (
    <Screen
      title={t('title')}
      toolbar={<RoutesTabs shown="fleet" />}
      scroll={part !== 'hours'}
      actions={
        part !== 'hours' && (
          <Button
            variant="contained"
            color="primary"
            startIcon={<Plus size={14} />}
            onClick={() => setOpened('new')}
          >
            {t(NEW[part])}
          </Button>
        )
      }
    >
      <Tabs
        value={part}
        aria-label={t('part.label')}
        sx={{
          minHeight: 0,
          flexShrink: 0,
          padding: '0 12px',
          borderBottom: `1px solid ${tokens.line}`,
          '& .MuiTab-root': { minHeight: 34 },
        }}
      >
        {PARTS.map((one) => (
          <Tab key={one} value={one} component={NavLink} to={links.fleet(one)} label={t(`part.${one}`)} />
        ))}
      </Tabs>
      {part === 'vehicles' && <VehicleTypesPart opened={opened} onOpen={setOpened} />}
      {part === 'drivers' && <DriversPart opened={opened} onOpen={setOpened} />}
      {part === 'hours' && <HoursPart />}
    </Screen>
  );
}
