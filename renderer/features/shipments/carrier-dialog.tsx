import Radio from '@mui/material/Radio';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CarrierChoice, CarrierOffer } from '../../../core/contract/carriers.ts';
import { ConfirmDialog } from '../../components/display/confirm-dialog.tsx';
import { ErrorState } from '../../components/display/error-state.tsx';
import { useFormat } from '../../lib/format.ts';
import { orpc } from '../../lib/rpc.ts';
import { tokens } from '../../lib/tokens.ts';
import { PaneSkeleton } from '../lists/pane-skeleton.tsx';
import { useShipmentCommands } from './use-shipment-commands.ts';

const Offers = styled('table')({
  width: '100%',
  margin: '4px 0 14px',
  borderCollapse: 'collapse',
  fontVariantNumeric: 'tabular-nums',
  '& th': {
    padding: '0 8px 4px 0',
    color: tokens.textMuted,
    fontSize: 'calc(var(--v-font) - 1px)',
    fontWeight: 450,
    textAlign: 'left',
  },
  '& td': { padding: '4px 8px 4px 0', borderTop: `1px solid ${tokens.line}`, verticalAlign: 'top' },
  '& td small': { display: 'block', color: tokens.textMuted },
  '& .end': { textAlign: 'right', whiteSpace: 'nowrap' },
  '& tr[data-now="true"] td': { backgroundColor: tokens.accentSoft },
  '& .MuiRadio-root': { padding: 2 },
});
const keyOf = ({ carrier, service }: { carrier: string | null; service: string | null }) =>
  `${carrier} ${service}`;

/** Which service carries a shipment, what the others would cost and why they were not taken; another one is chosen with a reason. */
export function CarrierDialog({ number, onClose }: { number: string; onClose: () => void }) {
  const { t } = useTranslation('carriers');
  const { busy, chooseCarrier } = useShipmentCommands();
  const { data, error } = useQuery({
    ...orpc.carriers.offers.queryOptions({ input: { shipments: [number] } }),
    staleTime: 0,
  });
  const [picked, setPicked] = useState<CarrierOffer | null>(null);
  const [reason, setReason] = useState('');
  const choice = data?.[0];
  return (
    <ConfirmDialog
      open
      title={t('title', { number })}
      confirmLabel={picked ? t('confirm', { service: picked.serviceName }) : t('confirmNone')}
      blocked={!picked || reason.trim() === ''}
      busy={busy}
      focusContent
      maxWidth="md"
      onConfirm={async () => {
        if (!picked) return;
        const { carrier, service } = picked;
        if (await chooseCarrier({ shipment: number, carrier, service, reason })) onClose();
      }}
      onClose={onClose}
    >
      {error ? <ErrorState error={error} /> : choice ? null : <PaneSkeleton blocks={3} />}
      {choice && <Choices choice={choice} picked={picked} onPick={setPicked} />}
      {choice && (
        <TextField
          fullWidth
          size="small"
          label={t('reason')}
          helperText={t('reasonHint')}
          value={reason}
          disabled={!picked}
          onChange={(event) => setReason(event.target.value)}
          slotProps={{ htmlInput: { maxLength: 500 } }}
        />
      )}
    </ConfirmDialog>
  );
}

interface ChoicesProps {
  choice: CarrierChoice;
  picked: CarrierOffer | null;
  onPick: (offer: CarrierOffer) => void;
}

function Choices({ choice, picked, onPick }: ChoicesProps) {
  const { t } = useTranslation('carriers');
  const format = useFormat();
  const { chosen, others, overridden } = choice;
  const offers = [...(chosen ? [chosen] : []), ...others];
  if (offers.length === 0) return <p>{t('none')}</p>;
  return (
    <>
      {overridden && (
        <p style={{ marginBottom: 8, color: tokens.textMuted }}>
          {t('overridden', { ...overridden, when: format.dateTime(overridden.at) })}
        </p>
      )}
      <Offers>
        <thead>
          <tr>
            <td />
            <th scope="col">{t('service')}</th>
            <th scope="col" className="end">
              {t('arrives')}
            </th>
            <th scope="col" className="end">
              {t('cost')}
            </th>
            <th scope="col">{t('why')}</th>
          </tr>
        </thead>
        <tbody>
          {offers.map((offer) => {
            const now = keyOf(offer) === keyOf(choice);
            return (
              <tr key={keyOf(offer)} data-now={now}>
                <td>
                  <Radio
                    size="small"
                    name="service"
                    checked={picked ? keyOf(picked) === keyOf(offer) : now}
                    disabled={offer.cost === null}
                    onChange={() => onPick(offer)}
                    slotProps={{ input: { 'aria-label': `${offer.carrierName} ${offer.serviceName}` } }}
                  />
                </td>
                <td>
                  {offer.serviceName}
                  <small>{now ? `${offer.carrierName} · ${t('now')}` : offer.carrierName}</small>
                </td>
                <td className="end">
                  {format.dateShort(offer.arriveByDay === null ? null : Date.parse(offer.arriveByDay), 'UTC')}
                </td>
                <td className="end">
                  {format.money(offer.cost)}
                  {offer.charges.length > 1 && (
                    <small title={chargesOf(offer)}>{t('charges', { count: offer.charges.length })}</small>
                  )}
                </td>
                <td>{why(offer)}</td>
              </tr>
            );
          })}
        </tbody>
      </Offers>
    </>
  );

  function chargesOf({ charges, cost }: CarrierOffer): string {
    return charges
      .map(({ kind, minor }) => `${t(`charge.${kind}`)} ${format.moneyMinor(minor, cost?.currency ?? 'EUR')}`)
      .join('\n');
  }
  function why({ verdict, lateDays, dearerMinor, cost, fullDays }: CarrierOffer): string {
    return t(`verdict.${verdict}`, {
      count: verdict === 'full' ? fullDays : (lateDays ?? 0),
      by: cost && dearerMinor !== null ? format.moneyMinor(Math.abs(dearerMinor), cost.currency) : '',
    });
  }
}
