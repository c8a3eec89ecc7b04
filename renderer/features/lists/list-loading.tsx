import LinearProgress from '@mui/material/LinearProgress';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { useCoreEvents } from '../../lib/events.ts';
import { useFormat } from '../../lib/format.ts';

/** Says that the core still reads the list from the workspace, and how far it is. */
export function ListLoading({ grid }: { grid: 'stock' | 'orders' }) {
  const { t } = useTranslation('stock');
  const format = useFormat();
  const [progress, setProgress] = useState<number | null>(null);
  useCoreEvents((event) => {
    if (event.type === 'grids.progress' && event.grid === grid) setProgress(event.progress);
  });
  return (
    <EmptyState title={t('list.loading')}>
      {t('list.loadingText')}
      <LinearProgress
        sx={{ width: 220, margin: '14px auto 0' }}
        variant={progress === null ? 'indeterminate' : 'determinate'}
        value={(progress ?? 0) * 100}
        aria-label={progress === null ? t('list.loading') : format.percent(progress, 0)}
      />
    </EmptyState>
  );
}
