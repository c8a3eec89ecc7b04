import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

const Root = styled('div')({
  display: 'flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  overflowX: 'auto',
  scrollbarWidth: 'none',
  padding: '2px 18px 2px 2px',
  margin: -2,
  maskImage: 'linear-gradient(to right, #000 calc(100% - 18px), transparent)',
});

export interface FilterBarProps {
  search?: ReactNode;
  /** Chips: `MultiSelectFilter`, `RangeFilter`, `ToggleFilter`. */
  children?: ReactNode;
  /** Leave out while nothing is filtered. */
  onClearAll?: () => void;
}

/** Search and filter chips in one line. */
export function FilterBar({ search, children, onClearAll }: FilterBarProps) {
  const { t } = useTranslation('table');
  return (
    <Root role="toolbar" aria-label={t('filter.toolbar')}>
      {search}
      {children}
      {onClearAll && (
        <Button size="small" variant="text" onClick={onClearAll} sx={{ flexShrink: 0 }}>
          {t('filter.clearAll')}
        </Button>
      )}
    </Root>
  );
}
