import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { FileX2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { FactList } from '../../components/display/fact-list.tsx';
import { StatusChip } from '../../components/display/status-chip.tsx';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';
import { rpc } from '../../lib/rpc.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { AccountView } from './account/account-view.tsx';
import { RUN_TONES } from './choose/runs-list.tsx';
import { Stack, StepBody } from './import-styles.ts';
import { NextSteps } from './next-steps.tsx';

/** A past import's account, and who ran it when. */
export function RunAccount({ id }: { id: number }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { data, error, refetch } = useQuery({
    queryKey: ['import-run', id],
    queryFn: async ({ signal }) => {
      const { rows } = await rpc.import.runs({ id, limit: 1 }, { signal });
      return rows[0] ?? null;
    },
  });
  if (error) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (data === null) {
    return (
      <EmptyState
        icon={FileX2}
        title={t('run.none')}
        actions={
          <Button component={Link} to={links.import()}>
            {t('run.all')}
          </Button>
        }
      />
    );
  }
  return (
    <StepBody>
      <Stack className="inner">
        {data ? (
          <>
            <FactList
              facts={[
                { label: t('runs.files'), value: data.files.join(', ') },
                {
                  label: t('runs.state'),
                  value: (
                    <StatusChip tone={RUN_TONES[data.status]} label={t(`runs.status.${data.status}`)} quiet />
                  ),
                },
                { label: t('runs.startedAt'), value: format.instant(data.startedAt) },
                { label: t('runs.actor'), value: data.actor },
              ]}
            />
            {data.account ? (
              <>
                <NextSteps account={data.account} />
                <AccountView account={data.account} />
              </>
            ) : (
              <p>{t('run.noAccount')}</p>
            )}
          </>
        ) : (
          <PaneSkeleton />
        )}
      </Stack>
    </StepBody>
  );
}
