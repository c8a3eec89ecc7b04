import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useQuery } from '@tanstack/react-query';
import { FlaskConical, Plus } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Navigate, useNavigate, useParams, useSearchParams } from 'react-router';
import type { ScenarioView } from '../../../../core/contract/workbench.ts';
import { EmptyState } from '../../../components/display/empty-state.tsx';
import { ErrorState } from '../../../components/display/error-state.tsx';
import { Screen } from '../../../components/layout/screen.tsx';
import { links } from '../../../lib/navigation.ts';
import { orpc } from '../../../lib/rpc.ts';
import { PaneSkeleton } from '../../lists/pane-skeleton.tsx';
import { SourcingTabs } from '../sourcing-tabs.tsx';
import { newChange } from './change-words.ts';
import { ScenarioEditor } from './scenario-editor.tsx';
import { ScenarioList } from './scenario-list.tsx';

const Body = styled('div')({ display: 'flex', flex: 1, minHeight: 0 });

function Chosen({ scenarios }: { scenarios: readonly ScenarioView[] }) {
  const { t } = useTranslation('workbench');
  const navigate = useNavigate();
  const { scenario: asked } = useParams();
  const [params] = useSearchParams();
  const closing = params.get('close');
  const names = scenarios.map(({ name }) => name);
  if (asked === 'new') {
    const first = closing === null ? [] : [newChange('closeFacility', closing)];
    return <ScenarioEditor key={`new ${closing}`} first={first} names={names} />;
  }
  const chosen = scenarios.find(({ id }) => String(id) === asked);
  if (chosen) return <ScenarioEditor key={chosen.id} scenario={chosen} names={names} />;
  const latest = [...scenarios].sort((a, b) => b.updatedAt - a.updatedAt)[0];
  if (asked === undefined && latest) return <Navigate to={links.whatIf(latest.id)} replace />;
  const missing = asked !== undefined;
  return (
    <EmptyState
      icon={FlaskConical}
      title={t(missing ? 'whatIf.missing' : 'whatIf.none')}
      actions={
        <Button
          variant="contained"
          color="primary"
          startIcon={<Plus size={14} />}
          onClick={() => void navigate(links.newWhatIf())}
        >
          {t('whatIf.new')}
        </Button>
      }
    >
      {t(missing ? 'whatIf.missingText' : 'whatIf.noneText')}
    </EmptyState>
  );
}

/** What-ifs: named changes of the network, run on a copy and compared with the network as it is. */
export function WhatIfPage() {
  const { t } = useTranslation(['workbench', 'sourcing']);
  const { data, error, refetch } = useQuery(orpc.workbench.scenarios.queryOptions());
  return (
    <Screen
      title={t('tabs.whatIfs')}
      crumbs={[{ label: t('sourcing:title'), to: links.sourcing() }]}
      toolbar={<SourcingTabs shown="whatIfs" />}
    >
      {error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <div style={{ padding: 20 }}>
          <PaneSkeleton blocks={2} />
        </div>
      ) : (
        <Body>
          {data.length > 0 && <ScenarioList scenarios={data} />}
          <div style={{ display: 'flex', flexDirection: 'column', flex: 1, minWidth: 0, minHeight: 0 }}>
            <Chosen scenarios={data} />
          </div>
        </Body>
      )}
    </Screen>
  );
}
