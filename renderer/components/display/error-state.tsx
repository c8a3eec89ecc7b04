import Button from '@mui/material/Button';
import { OctagonAlert, RotateCw } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { describeError } from '../../lib/errors.ts';
import { EmptyState } from './empty-state.tsx';

export interface ErrorStateProps {
  error: unknown;
  onRetry?: () => void;
  actions?: ReactNode;
}

/** What went wrong, in words, with the way out. */
export function ErrorState({ error, onRetry, actions }: ErrorStateProps) {
  const { t } = useTranslation('common');
  const words = describeError(error, t);
  return (
    <div role="alert" style={{ height: '100%' }}>
      <EmptyState
        icon={OctagonAlert}
        title={words.title}
        actions={
          <>
            {onRetry && (
              <Button startIcon={<RotateCw size={14} />} onClick={onRetry}>
                {t('action.retry')}
              </Button>
            )}
            {actions}
          </>
        }
      >
        {words.action}
      </EmptyState>
    </div>
  );
}
