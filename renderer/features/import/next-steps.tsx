import Button from '@mui/material/Button';
import { Boxes, Inbox, PackageSearch, Radar } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { ImportAccount } from '../../../core/contract/import.ts';
import { useFormat } from '../../lib/format.ts';
import { links } from '../../lib/navigation.ts';

/** Where to go with what has come in. */
export function NextSteps({ account }: { account: ImportAccount }) {
  const { t } = useTranslation('import');
  const format = useFormat();
  const { quarantined } = account.totals;
  return (
    <nav
      aria-label={t('next.title')}
      style={{ display: 'flex', alignItems: 'center', gap: 8, flexWrap: 'wrap' }}
    >
      <Button component={Link} to={links.tower()} startIcon={<Radar size={14} />}>
        {t('next.tower')}
      </Button>
      <Button component={Link} to={links.orders()} startIcon={<PackageSearch size={14} />}>
        {t('next.orders')}
      </Button>
      <Button component={Link} to={links.stock()} startIcon={<Boxes size={14} />}>
        {t('next.stock')}
      </Button>
      {quarantined > 0 && (
        <Button component={Link} to={links.quarantine()} startIcon={<Inbox size={14} />}>
          {t('next.quarantine', { count: quarantined, formatted: format.integer(quarantined) })}
        </Button>
      )}
    </nav>
  );
}
