import { styled } from '@mui/material/styles';
import { FileText, PackageCheck, PackageOpen, Pencil, Tag } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { PackingView, PaperKind } from '../../../../core/contract/packing.ts';
import { StatusChip } from '../../../components/display/status-chip.tsx';
import { useFormat } from '../../../lib/format.ts';
import { saveFileOf } from '../../../lib/made-file.ts';
import { rpc } from '../../../lib/rpc.ts';
import { tokens } from '../../../lib/tokens.ts';
import { useTold } from '../../lists/use-told.ts';
import { BigButton } from '../station-parts.tsx';
import { EditedParcels, Parcels } from './edited-parcels.tsx';
import { ParcelCard } from './parcel-card.tsx';
import { type DraftParcel, draftsOf, toParcels, typedGrams } from './parcel-drafts.ts';
import type { Packing } from './use-packing.ts';

const Head = styled('header')({
  display: 'flex',
  flexWrap: 'wrap',
  gap: '4px 16px',
  alignItems: 'center',
  '& h2': { fontSize: 22, fontWeight: 600, margin: 0 },
  '& .quiet': { color: tokens.textMuted, fontSize: 16 },
});
const Buttons = styled('div')({ display: 'flex', flexWrap: 'wrap', gap: 10 });

function BenchHead({ packing }: { packing: PackingView }) {
  const { t } = useTranslation(['floor', 'orders']);
  const format = useFormat();
  const { shipment, customer, order, carrier, service, promisedAt, canUnpack, fulfilment } = packing;
  const way = fulfilment === 'collect' ? t('pack.collect') : (service ?? carrier);
  return (
    <Head>
      <h2>{shipment}</h2>
      {canUnpack && <StatusChip tone="ok" label={t('pack.isPacked')} />}
      <span className="quiet">
        {[
          customer,
          order,
          way,
          promisedAt !== null && t('pack.promised', { date: format.dateTime(promisedAt) }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </span>
    </Head>
  );
}

/** Labels and packing slips as a PDF to print. */
function Papers({ shipment, disabled }: { shipment: string; disabled: boolean }) {
  const { t } = useTranslation('floor');
  const { busy, perform } = useTold();
  const make = (kind: PaperKind) =>
    perform(async () => {
      const { jobId } = await rpc.packing.papers({ shipments: [shipment], kinds: [kind] });
      await saveFileOf(jobId);
    });
  return (
    <>
      <BigButton startIcon={<Tag size={20} />} disabled={disabled || busy} onClick={() => void make('label')}>
        {t('pack.label')}
      </BigButton>
      <BigButton
        startIcon={<FileText size={20} />}
        disabled={disabled || busy}
        onClick={() => void make('slip')}
      >
        {t('pack.slip')}
      </BigButton>
    </>
  );
}

/** The shipment on the bench: its parcels as suggested or as packed, and what can be done with them. */
export function Bench({ packing, work }: { packing: PackingView; work: Packing }) {
  const { t } = useTranslation('floor');
  const [drafts, setDrafts] = useState<DraftParcel[] | null>(null);
  const { canPack, canUnpack, parcels } = packing;
  const wrong = drafts?.some((draft) => Number.isNaN(typedGrams(draft))) ?? false;
  return (
    <>
      <BenchHead packing={packing} />
      <Buttons>
        {canPack && (
          <BigButton
            variant="contained"
            color="primary"
            startIcon={<PackageCheck size={20} />}
            disabled={work.busy || wrong}
            onClick={() => work.pack(drafts ? toParcels(drafts) : undefined)}
          >
            {t(drafts ? 'pack.packByHand' : 'pack.pack', { count: drafts?.length ?? parcels.length })}
          </BigButton>
        )}
        {canPack && (
          <BigButton
            startIcon={<Pencil size={20} />}
            aria-pressed={drafts !== null}
            onClick={() => setDrafts(drafts ? null : draftsOf(parcels))}
          >
            {t(drafts ? 'pack.asSuggested' : 'pack.change')}
          </BigButton>
        )}
        {!canPack && <Papers shipment={packing.shipment} disabled={work.busy} />}
        {canUnpack && (
          <BigButton startIcon={<PackageOpen size={20} />} disabled={work.busy} onClick={work.unpack}>
            {t('pack.unpack')}
          </BigButton>
        )}
      </Buttons>
      {drafts ? (
        <EditedParcels packing={packing} drafts={drafts} onChange={setDrafts} />
      ) : (
        <Parcels aria-label={t('pack.parcels')}>
          {parcels.map((parcel) => (
            <ParcelCard key={parcel.number} parcel={parcel} />
          ))}
        </Parcels>
      )}
    </>
  );
}
