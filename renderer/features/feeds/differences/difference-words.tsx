import { CircleSlash, FileQuestion, type LucideIcon, Trash2, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { DifferenceRow } from '../../../../core/contract/differences.ts';
import type { RecordKind } from '../../../../core/contract/feed-records.ts';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { links } from '../../../lib/navigation.ts';

const ICONS: Record<DifferenceRow['type'], LucideIcon> = {
  differs: CircleSlash,
  missingHere: FileQuestion,
  deletedThere: Trash2,
  missingThere: Unplug,
};

/** In what way sources do not agree. */
export function DifferenceType({ type, quiet }: { type: DifferenceRow['type']; quiet?: boolean }) {
  const { t } = useTranslation('feeds');
  return (
    <StatusChip
      tone={type === 'differs' ? 'accent' : 'neutral'}
      icon={ICONS[type]}
      quiet={quiet}
      label={t(`differenceType.${type}`)}
      title={t(`differenceTypeHint.${type}`)}
    />
  );
}

/** Where the thing can be seen; null for kinds without a screen. */
export function thingLink(kind: RecordKind, key: string): string | null {
  const [first = ''] = key.split('|');
  if (kind === 'stock' || kind === 'products') return links.product(first);
  if (kind === 'orders') return links.order(first);
  return kind === 'facilities' ? links.facilityOnMap(first) : null;
}
