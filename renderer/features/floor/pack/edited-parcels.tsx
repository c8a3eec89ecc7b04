import MenuItem from '@mui/material/MenuItem';
import { styled } from '@mui/material/styles';
import TextField from '@mui/material/TextField';
import { useQuery } from '@tanstack/react-query';
import { ArrowRight } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { PackingView, ParcelLineView, ParcelView } from '../../../../core/contract/packing.ts';
import { orpc } from '../../../lib/rpc.ts';
import { BigButton } from '../station-parts.tsx';
import { ParcelCard } from './parcel-card.tsx';
import { type DraftParcel, moveUnit, typedGrams } from './parcel-drafts.ts';

const GRAMS = 1000;

export const Parcels = styled('ul')({
  listStyle: 'none',
  display: 'grid',
  gridTemplateColumns: 'repeat(auto-fill, minmax(300px, 1fr))',
  gap: 12,
  margin: 0,
  padding: 0,
  '& .fields': { display: 'grid', gridTemplateColumns: '1fr 110px', gap: 8 },
});

interface EditedParcelsProps {
  packing: PackingView;
  drafts: readonly DraftParcel[];
  onChange: (drafts: DraftParcel[]) => void;
}

/** The lines of the whole shipment by their number. */
function linesOf({ parcels }: PackingView): Map<number, ParcelLineView> {
  return new Map(parcels.flatMap(({ lines }) => lines.map((line) => [line.lineNumber, line] as const)));
}

/** A draft as a parcel; how full it is is known again once it is packed. */
function viewOf(
  draft: DraftParcel,
  index: number,
  lines: ReadonlyMap<number, ParcelLineView>,
  boxName: string | null,
) {
  const inside = [...draft.units].flatMap(([lineNumber, quantity]) => {
    const line = lines.get(lineNumber);
    return line ? [{ ...line, quantity }] : [];
  });
  const weightGrams =
    typedGrams(draft) || inside.reduce((sum, line) => sum + line.quantity * line.weightGrams, 0);
  const parcel: ParcelView = {
    number: index + 1,
    sscc: null,
    box: draft.box,
    boxName,
    noBox: null,
    weightGrams,
    volumeMillilitres: inside.reduce((sum, line) => sum + line.quantity * line.volumeMillilitres, 0),
    weightPercent: null,
    volumePercent: null,
    lines: inside,
  };
  return parcel;
}

/** Parcels changed by hand: units moved on, boxes chosen, weights typed. */
export function EditedParcels({ packing, drafts, onChange }: EditedParcelsProps) {
  const { t } = useTranslation('floor');
  const { data: boxes = [] } = useQuery(
    orpc.packing.boxTypes.queryOptions({ input: { facility: packing.facility } }),
  );
  const lines = linesOf(packing);
  const set = (index: number, patch: Partial<DraftParcel>) =>
    onChange(drafts.map((draft, i) => (i === index ? { ...draft, ...patch } : draft)));
  return (
    <Parcels aria-label={t('pack.parcels')}>
      {drafts.map((draft, index) => {
        const box = boxes.find(({ code }) => code === draft.box);
        const parcel = viewOf(draft, index, lines, box?.name ?? null);
        const to = index === drafts.length - 1 && index > 0 ? 0 : index + 1;
        return (
          <ParcelCard
            key={draft.id}
            parcel={parcel}
            lineAction={(lineNumber) => (
              <BigButton
                aria-label={t('pack.moveOne', { name: lines.get(lineNumber)?.name, number: to + 1 })}
                title={t('pack.moveOne', { name: lines.get(lineNumber)?.name, number: to + 1 })}
                sx={{ minWidth: 56 }}
                onClick={() => onChange(moveUnit(drafts, lineNumber, { from: index, to }))}
              >
                <ArrowRight size={18} aria-hidden />
                {to + 1}
              </BigButton>
            )}
          >
            <div className="fields">
              <TextField
                select
                label={t('pack.box')}
                value={draft.box ?? ''}
                onChange={(event) => set(index, { box: event.target.value || null })}
                slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}
              >
                <MenuItem value="">{t('pack.ownPacking')}</MenuItem>
                {boxes.map(({ code, name }) => (
                  <MenuItem key={code} value={code}>
                    {name}
                  </MenuItem>
                ))}
              </TextField>
              <TextField
                label={t('pack.weightKg')}
                value={draft.kilograms}
                placeholder={String(parcel.weightGrams / GRAMS)}
                error={Number.isNaN(typedGrams(draft))}
                helperText={Number.isNaN(typedGrams(draft)) ? t('pack.notAWeight') : undefined}
                onChange={(event) => set(index, { kilograms: event.target.value })}
                slotProps={{ htmlInput: { inputMode: 'decimal' }, inputLabel: { shrink: true } }}
              />
            </div>
          </ParcelCard>
        );
      })}
    </Parcels>
  );
}
