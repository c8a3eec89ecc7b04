import Button from '@mui/material/Button';
import { Compass } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'react-router';
import { EmptyState } from '../components/display/empty-state.tsx';
import { Screen } from '../components/layout/screen.tsx';
import { links } from '../lib/navigation.ts';

export function NotFound() {
  const { t } = useTranslation('shell');
  const { pathname } = useLocation();
  return (
    <Screen title={t('notFound.title')}>
      <EmptyState
        icon={Compass}
        title={t('notFound.title')}
        actions={
          <Button component={Link} to={links.tower()}>
            {t('command.go', { screen: t('nav.tower') })}
          </Button>
        }
      >
        {t('notFound.text', { path: pathname })}
      </EmptyState>
    </Screen>
  );
}
