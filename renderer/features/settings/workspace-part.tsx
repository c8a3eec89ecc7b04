import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { Section } from '../../components/layout/screen.tsx';
import { desktop } from '../../lib/desktop.ts';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';

const COUNTED = [
  'facilities',
  'products',
  'positions',
  'customers',
  'orders',
  'shipments',
  'quarantined',
] as const;

function WorkspaceActions({ location }: { location: string }) {
  const { t } = useTranslation('settings');
  if (!desktop) return null;
  const bridge = desktop;
  return (
    <div style={{ display: 'flex', gap: 6 }}>
      <Button size="small" onClick={() => void bridge.showInFolder(location)}>
        {t('workspace.show')}
      </Button>
      <Button size="small" onClick={() => void bridge.openWorkspace('open')}>
        {t('workspace.open')}
      </Button>
      <Button size="small" onClick={() => void bridge.openWorkspace('create')}>
        {t('workspace.create')}
      </Button>
    </div>
  );
}

export function WorkspacePart() {
  const { t } = useTranslation('settings');
  const format = useFormat();
  const { data, error, refetch } = useQuery(orpc.workspace.info.queryOptions());
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  return (
    <Section
      level={2}
      title={t('workspace.title')}
      actions={data && <WorkspaceActions location={data.location} />}
    >
      <FactList
        facts={[
          { label: t('workspace.location'), value: data?.location ?? '–' },
          { label: t('workspace.dialect'), value: data ? t(`workspace.${data.dialect}`) : '–' },
          { label: t('workspace.actor'), value: data?.actor ?? '–' },
          { label: t('workspace.demo'), value: data?.demo ? t('workspace.demoYes') : null },
          ...COUNTED.map((key) => ({
            label: t(`workspace.${key}`),
            value: format.integer(data?.counts[key]),
          })),
        ]}
      />
    </Section>
  );
}
