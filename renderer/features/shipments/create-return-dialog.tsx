import MenuItem from '@mui/material/MenuItem';
import OutlinedInput from '@mui/material/OutlinedInput';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../core/contract/orders.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { type ReturnableLine, readQuantity, returnableLines } from './return-lines.ts';
import { useShipmentCommands } from './use-shipment-commands.ts';

const Lines = styled('table')({
  width: '100%',
  margin: '10px 0 14px',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    padding: '0 0 4px',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    textAlign: 'left',
  },
  '& td': { padding: '5px 0', borderTop: `1px solid ${tokens.line}` },
  '& td small': { display: 'block', color: tokens.textMuted },
  '& .end': { textAlign: 'right' },
});

interface QuantitiesProps {
  lines: readonly ReturnableLine[];
  values: Record<number, string>;
  onChange: (lineNumber: number, text: string) => void;
}

function Quantities({ lines, values, onChange }: QuantitiesProps) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  return (
    <Lines>
      <thead>
        <tr>
          <th scope="col">{t('return.product')}</th>
          <th scope="col" className="end">
            {t('return.shipped')}
          </th>
          <th scope="col" className="end">
            {t('return.back')}
          </th>
        </tr>
      </thead>
      <tbody>
        {lines.map(({ lineNumber, sku, name, most }) => (
          <tr key={lineNumber}>
            <td>
              {sku}
              <small>{name}</small>
            </td>
            <td className="end">{format.integer(most)}</td>
            <td className="end">
              <OutlinedInput
                size="small"
                sx={{ width: 76 }}
                value={values[lineNumber] ?? '0'}
                error={readQuantity(values[lineNumber] ?? '', most) === undefined}
                onChange={(event) => onChange(lineNumber, event.target.value)}
                inputProps={{
                  inputMode: 'numeric',
                  'aria-label': t('return.quantityOf', { sku }),
                  style: { textAlign: 'right' },
                }}
              />
            </td>
          </tr>
        ))}
      </tbody>
    </Lines>
  );
}

/** Announces goods of an order that come back. */
export function CreateReturnDialog({ detail, onClose }: { detail: OrderDetail; onClose: () => void }) {
  const { t } = useTranslation('feeds');
  const format = useFormat();
  const commands = useShipmentCommands();
  const { data: network } = useQuery(orpc.tower.facilities.queryOptions());
  const lines = returnableLines(detail);
  const sender = detail.shipments.find((shipment) => shipment.facility)?.facility?.code ?? '';
  const [facility, setFacility] = useState(sender);
  const [reason, setReason] = useState('');
  const [values, setValues] = useState<Record<number, string>>({});
  const facilities = [...(network?.facilities ?? [])].sort((a, b) => a.name.localeCompare(b.name));
  const read = lines.map((line) => ({
    ...line,
    quantity: readQuantity(values[line.lineNumber] ?? '', line.most),
  }));
  const back = read.flatMap(({ lineNumber, quantity }) => (quantity ? [{ lineNumber, quantity }] : []));
  const units = back.reduce((sum, line) => sum + line.quantity, 0);
  const blocked = units === 0 || facility === '' || read.some(({ quantity }) => quantity === undefined);
  const confirm = async () => {
    const made = await commands.createReturn({
      orderNumber: detail.order.number,
      facilityCode: facility,
      reason: reason.trim() || null,
      lines: back,
    });
    if (made) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t('return.title', { number: detail.order.number })}
      confirmLabel={t('return.confirm', { count: units, formatted: format.integer(units) })}
      consequences={[t('return.announced'), t('return.stock')]}
      busy={commands.busy}
      blocked={blocked}
      focusContent
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Quantities
        lines={lines}
        values={values}
        onChange={(lineNumber, text) => setValues((before) => ({ ...before, [lineNumber]: text }))}
      />
      <div style={{ display: 'grid', gap: 12 }}>
        <TextField
          select
          label={t('return.facility')}
          value={facilities.some(({ code }) => code === facility) ? facility : ''}
          required
          onChange={(event) => setFacility(event.target.value)}
        >
          {facilities.map(({ code, name }) => (
            <MenuItem key={code} value={code}>
              {name}
            </MenuItem>
          ))}
        </TextField>
        <TextField
          label={t('return.reason')}
          placeholder={t('return.reasonExample')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      </div>
    </ConfirmDialog>
  );
}
