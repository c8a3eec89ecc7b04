import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { useRouteError } from 'react-router';
import { ErrorState } from '../components/display/error-state.tsx';
import { Screen } from '../components/layout/screen.tsx';
import { links } from '../lib/navigation.ts';

/** A screen broke while drawing: the rest of the window lives on. */
export function RouteError() {
  const { t } = useTranslation('shell');
  const error = useRouteError();
  return (
    <Screen title={t('crash.title')}>
      <ErrorState
        error={error}
        onRetry={() => window.location.reload()}
        actions={
          <Button
            onClick={() => {
              window.location.hash = links.tower();
              window.location.reload();
            }}
          >
            {t('command.go', { screen: t('nav.tower') })}
          </Button>
        }
      />
    </Screen>
  );
}
