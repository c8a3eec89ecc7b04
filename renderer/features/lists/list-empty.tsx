import Button from '@mui/material/Button';
import { useQuery } from '@tanstack/react-query';
import { PackageSearch } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { EmptyState } from '../../components/display/empty-state.tsx';
import { links } from '../../lib/navigation.ts';
import { orpc } from '../../lib/rpc.ts';
import { ListLoading } from './list-loading.tsx';

interface ListEmptyProps {
  /** Also the name of the language file with its `empty.*` words. */
  grid: 'stock' | 'orders';
  loading: boolean;
  filtered: boolean;
  onClear: () => void;
}

const COUNTED = { stock: 'products', orders: 'orders' } as const;

/** Why a list shows nothing, and the way out. */
export function ListEmpty({ grid, loading, filtered, onClear }: ListEmptyProps) {
  const { t } = useTranslation([grid, 'table']);
  const navigate = useNavigate();
  const { data } = useQuery(orpc.workspace.info.queryOptions());
  if (loading) return <ListLoading grid={grid} />;
  if (filtered && data?.counts[COUNTED[grid]] !== 0) {
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
