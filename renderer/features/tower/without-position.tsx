import { styled } from '@mui/material/styles';
import { MapPinOff } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../lib/format.ts';
import { tokens } from '../../lib/tokens.ts';

const Bar = styled('p')({
  display: 'flex',
  alignItems: 'center',
  gap: 7,
  padding: '5px 12px',
  borderTop: `1px solid ${tokens.line}`,
  color: tokens.textMuted,
  fontSize: 'calc(var(--v-font) - 1px)',
});

/** The map is honest about what it cannot show. */
export function WithoutPosition({ facilities, shipments }: { facilities: number; shipments: number }) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  if (facilities + shipments === 0) return null;
  const parts = [
    facilities > 0 && t('hidden.facilities', { count: facilities, formatted: format.integer(facilities) }),
    shipments > 0 && t('hidden.shipments', { count: shipments, formatted: format.integer(shipments) }),
  ].filter(Boolean);
  return (
    <Bar role="note">
      <MapPinOff size={14} />
      {t('hidden.text', { what: parts.join(', ') })}
    </Bar>
  );
}
