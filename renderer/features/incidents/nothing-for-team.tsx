import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { CircleCheck, Users } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';

/** The team has nothing to do; or somebody is in no team yet. */
export function NothingForTeam() {
  const { t } = useTranslation('incidents');
  const { data: teams } = useQuery(orpc.teams.list.queryOptions());
  if (!teams || teams.some(({ mine }) => mine)) {
    return <EmptyState icon={CircleCheck} title={t('empty.filtered')} />;
  }
  return (
    <EmptyState
      icon={Users}
      title={t('empty.noTeam')}
      actions={
        <Button component={Link} to={`${links.settings()}#teams`}>
          {t('empty.toTeams')}
        </Button>
      }
    >
      {t('owner.teamHint')}
    </EmptyState>
  );
}
