import Skeleton from '@mui/material/Skeleton';
import { useTranslation } from 'react-i18next';

const WIDTHS = ['62%', '88%', '74%', '91%', '55%', '82%'];

/** Stands where a pane's content will be, in about its shape. */
export function PaneSkeleton({ blocks = 3 }: { blocks?: number }) {
  const { t } = useTranslation('common');
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: 22 }}>
      {Array.from({ length: blocks }, (_, block) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have no identity
        <div key={block} style={{ display: 'grid', gap: 9 }}>
          <Skeleton variant="rectangular" width={110} height={12} />
          {WIDTHS.slice(block, block + 4).map((width) => (
            <Skeleton key={width} variant="rectangular" width={width} height={14} />
          ))}
        </div>
      ))}
    </div>
  );
}
