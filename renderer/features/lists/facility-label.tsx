import { styled } from '@mui/material/styles';
import { type LucideIcon, PackageOpen, Store, Truck, Warehouse } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { FacilityKind } from '../../../core/contract/base.ts';
import { tokens } from '../../lib/tokens.ts';

export const FACILITY_ICONS: Record<FacilityKind, LucideIcon> = {
  warehouse: Warehouse,
  store: Store,
  supplier: PackageOpen,
  thirdParty: Truck,
};

const Root = styled('span')({
  display: 'inline-flex',
  alignItems: 'center',
  gap: 6,
  minWidth: 0,
  maxWidth: '100%',
  '& svg': { flexShrink: 0, color: tokens.textQuiet },
  '& .name': { overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
  '& .place': { color: tokens.textQuiet, whiteSpace: 'nowrap' },
});

interface FacilityLabelProps {
  facility: { name: string; kind: FacilityKind; city?: string | null };
  /** Also says the city, unless the name already does. */
  place?: boolean;
}

/** A facility by the icon of its kind and its name. */
export function FacilityLabel({ facility, place = false }: FacilityLabelProps) {
  const { t } = useTranslation('stock');
  const Icon = FACILITY_ICONS[facility.kind];
  const city = facility.city && !facility.name.includes(facility.city) ? facility.city : null;
  return (
    <Root title={`${facility.name} · ${t(`kind.${facility.kind}`)}`}>
      <Icon size={14} aria-label={t(`kind.${facility.kind}`)} />
      <span className="name">{facility.name}</span>
      {place && city && <span className="place">{city}</span>}
    </Root>
  );
}
