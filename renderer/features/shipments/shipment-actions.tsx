import Button from '@mui/material/Button';
import { Hand, type LucideIcon, Package, Scale, Truck } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CarrierDialog } from './carrier-dialog.tsx';
import { type ShipmentCommand, useShipmentCommands } from './use-shipment-commands.ts';

const ICONS: Record<ShipmentCommand, LucideIcon> = { assign: Hand, pack: Package, ship: Truck };
const ORDER: readonly ShipmentCommand[] = ['assign', 'pack', 'ship'];

interface ShipmentActionsProps {
  number: string;
  /** What may be done to it now. */
  actions: readonly string[];
  size?: 'small' | 'medium';
}

/** Assign, pack, ship: the next step of a shipment that has not left; and who carries it. */
export function ShipmentActions({ number, actions, size = 'medium' }: ShipmentActionsProps) {
  const { t } = useTranslation(['feeds', 'carriers']);
  const commands = useShipmentCommands();
  const [choosing, setChoosing] = useState(false);
  const possible = ORDER.filter((command) => actions.includes(command));
  if (possible.length === 0) return null;
  return (
    <>
      {possible.map((command) => {
        const Icon = ICONS[command];
        return (
          <Button
            key={command}
            size={size}
            startIcon={<Icon size={13} />}
            title={t(`shipment.hint.${command}`)}
            disabled={commands.busy}
            onClick={() => void commands.run(command, [number])}
          >
            {t(`shipment.action.${command}`)}
          </Button>
        );
      })}
      <Button
        size={size}
        startIcon={<Scale size={13} />}
        title={t('carriers:hint')}
        onClick={() => setChoosing(true)}
      >
        {t('carriers:open')}
      </Button>
      {choosing && <CarrierDialog number={number} onClose={() => setChoosing(false)} />}
    </>
  );
}
