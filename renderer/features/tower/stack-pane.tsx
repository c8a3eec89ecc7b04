import Button from '@mui/material/Button';
import { useTranslation } from 'react-i18next';
import { SidePane } from '../../components/layout/side-pane.tsx';
import { ShipmentSymbol } from '../../components/map/map-symbols.tsx';
import { useFormat } from '../../lib/format.ts';

const SHOWN = 200;

interface StackPaneProps {
  ids: readonly number[];
  late: ReadonlySet<number>;
  onChoose: (id: number) => void;
  onClose: () => void;
}

/** Shipments that stand in one spot, the late ones first. */
export function StackPane({ ids, late, onChoose, onClose }: StackPaneProps) {
  const { t } = useTranslation('tower');
  const format = useFormat();
  const ordered = [...ids].sort((a, b) => Number(late.has(b)) - Number(late.has(a)) || a - b);
  return (
    <SidePane
      name="shipment"
      title={t('stack.title', { count: ids.length, formatted: format.integer(ids.length) })}
      subtitle={t('stack.text')}
      onClose={onClose}
    >
      <ul style={{ listStyle: 'none', margin: 0, padding: 0 }}>
        {ordered.slice(0, SHOWN).map((id) => (
          <li key={id}>
            <Button
              variant="text"
              onClick={() => onChoose(id)}
              startIcon={<ShipmentSymbol late={late.has(id)} />}
            >
              {t(late.has(id) ? 'stack.late' : 'stack.onTime', { id })}
            </Button>
          </li>
        ))}
      </ul>
      {ordered.length > SHOWN && (
        <p>{t('stack.more', { formatted: format.integer(ordered.length - SHOWN) })}</p>
      )}
    </SidePane>
  );
}
