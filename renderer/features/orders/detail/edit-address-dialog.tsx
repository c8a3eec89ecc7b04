import Autocomplete from '@mui/material/Autocomplete';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { OrderDetail } from '../../../../core/contract/orders.ts';
import { ConfirmDialog } from '../../../components/display/confirm-dialog.tsx';
import { useFormat } from '../../../lib/format.ts';
import { useCountryName } from '../../lists/use-country-name.ts';
import { COUNTRIES } from '../countries.ts';
import { useOrderCommands } from '../use-order-commands.ts';

const Form = styled('div')({
  display: 'grid',
  gridTemplateColumns: '120px 1fr',
  gap: 12,
  marginTop: 10,
  '& > .wide': { gridColumn: '1 / -1' },
});

interface EditAddressDialogProps {
  detail: OrderDetail;
  onClose: () => void;
}

const orNull = (text: string) => text.trim() || null;

/** Changes where an order goes. */
export function EditAddressDialog({ detail, onClose }: EditAddressDialogProps) {
  const { t } = useTranslation('orders');
  const format = useFormat();
  const country = useCountryName();
  const commands = useOrderCommands();
  const [busy, setBusy] = useState(false);
  const [address, setAddress] = useState(() => ({
    name: detail.shipTo.name ?? detail.customer?.name ?? '',
    street: detail.shipTo.street ?? '',
    postalCode: detail.shipTo.postalCode ?? '',
    city: detail.shipTo.city ?? '',
    region: detail.shipTo.region ?? '',
    country: detail.shipTo.country,
  }));
  const field = (
    key: 'name' | 'street' | 'postalCode' | 'city' | 'region',
    limit: number,
    required = false,
  ) => (
    <TextField
      className={key === 'postalCode' || key === 'city' ? undefined : 'wide'}
      label={t(`address.${key}`)}
      value={address[key]}
      required={required}
      autoFocus={key === 'name'}
      onChange={(event) => setAddress({ ...address, [key]: event.target.value })}
      slotProps={{ htmlInput: { maxLength: limit } }}
    />
  );
  const reserved = detail.order.unitsAllocated;
  const confirm = async () => {
    if (!address.country) return;
    setBusy(true);
    const changed = await commands.editAddress({
      number: detail.order.number,
      shipTo: {
        name: address.name.trim(),
        street: orNull(address.street),
        postalCode: orNull(address.postalCode),
        city: address.city.trim(),
        region: orNull(address.region),
        country: address.country,
      },
    });
    setBusy(false);
    if (changed) onClose();
  };
  return (
    <ConfirmDialog
      open
      title={t('address.title', { number: detail.order.number })}
      confirmLabel={t('address.confirm')}
      busy={busy}
      blocked={!address.name.trim() || !address.city.trim() || !address.country}
      focusContent
      consequences={[
        t('address.located'),
        ...(reserved > 0
          ? [t('address.keepsReservations', { count: reserved, formatted: format.integer(reserved) })]
          : []),
      ]}
      onConfirm={() => void confirm()}
      onClose={onClose}
    >
      <Form>
        {field('name', 200, true)}
        {field('street', 300)}
        {field('postalCode', 20)}
        {field('city', 200, true)}
        {field('region', 200)}
        <Autocomplete
          className="wide"
          options={COUNTRIES}
          value={address.country}
          getOptionLabel={country}
          onChange={(_, next) => setAddress({ ...address, country: next })}
          renderInput={(params) => <TextField {...params} label={t('address.country')} required />}
        />
      </Form>
    </ConfirmDialog>
  );
}
