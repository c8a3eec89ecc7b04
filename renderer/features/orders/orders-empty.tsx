import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { PackageSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { ListLoading } from '../lists/list-loading.tsx';

interface OrdersEmptyProps {
  loading: boolean;
  filtered: boolean;
  onClear: () => void;
}

/** Why no order is shown, and the way out. */
export function OrdersEmpty({ loading, filtered, onClear }: OrdersEmptyProps) {
  const { t } = useTranslation(['orders', 'table']);
  const navigate = useNavigate();
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  if (loading) return <ListLoading grid="orders" />;
  if (filtered && data?.counts.orders !== 0) {
    return (
      <EmptyState
        icon={PackageSearch}
        title={t('empty.filtered')}
        actions={<Button onClick={onClear}>{t('table:empty.clear')}</Button>}
      >
        {t('empty.filteredText')}
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={PackageSearch}
      title={t('empty.none')}
      actions={
        <Button variant="contained" color="primary" onClick={() => void navigate(links.import())}>
          {t('empty.import')}
        </Button>
      }
    >
      {t('empty.noneText')}
    </EmptyState>
  );
}
