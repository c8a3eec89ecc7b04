import { styled } from '@mui/material/styles';
import { Package } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ParcelView } from '../../../../core/contract/packing.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';

const Root = styled('li')({
  display: 'grid',
  gap: 8,
  alignContent: 'start',
  padding: '14px 16px',
  border: `1px solid ${tokens.line}`,
  borderRadius: 12,
  backgroundColor: tokens.surface,
  '& header': { display: 'flex', gap: 12, alignItems: 'center' },
  '& h3': { fontSize: 18, fontWeight: 600, margin: 0 },
  '& .quiet': { color: tokens.textMuted, fontSize: 15 },
  '& table': { borderCollapse: 'collapse', width: '100%', fontSize: 16 },
  '& td, & th': { padding: '5px 0', textAlign: 'left', fontWeight: 'inherit' },
  '& td:first-of-type': { width: 52, fontWeight: 640, fontVariantNumeric: 'tabular-nums' },
});

const Level = styled('div')({
  position: 'relative',
  width: 54,
  height: 46,
  flexShrink: 0,
  border: `2px solid ${tokens.lineStrong}`,
  borderTop: `2px dashed ${tokens.lineStrong}`,
  borderRadius: '2px 2px 6px 6px',
  overflow: 'hidden',
  '& i': { position: 'absolute', inset: 'auto 0 0 0', backgroundColor: tokens.accent, opacity: 0.35 },
  '& span': {
    position: 'absolute',
    inset: 0,
    display: 'grid',
    placeItems: 'center',
    fontSize: 12,
    fontWeight: 640,
    fontVariantNumeric: 'tabular-nums',
  },
});

/** How full a box is, drawn as a box. */
function BoxLevel({ percent }: { percent: number | null }) {
  const format = useFormat();
  if (percent === null) return <Package size={40} strokeWidth={1.4} aria-hidden />;
  return (
    <Level aria-hidden>
      <i style={{ height: `${Math.min(100, percent)}%` }} />
      <span>{format.percent(percent / 100)}</span>
    </Level>
  );
}

interface ParcelCardProps {
  parcel: ParcelView;
  /** What can be done with one unit of a line. */
  lineAction?: (lineNumber: number) => ReactNode;
  children?: ReactNode;
}

/** A parcel: its box and how full it is, its weight, and what is in it. */
export function ParcelCard({ parcel, lineAction, children }: ParcelCardProps) {
  const { t } = useTranslation('floor');
  const format = useFormat();
  const { number, boxName, noBox, weightGrams, weightPercent, volumePercent, lines, sscc } = parcel;
  const full =
    volumePercent === null
      ? null
      : t('pack.full', {
          volume: format.percent(volumePercent / 100),
          weight: format.percent((weightPercent ?? 0) / 100),
        });
  return (
    <Root aria-label={t('pack.parcel', { number })}>
      <header>
        <BoxLevel percent={volumePercent} />
        <div>
          <h3>{boxName ?? t('pack.ownPacking')}</h3>
          <div className="quiet">
            {[format.weight(weightGrams), full, noBox && t(`pack.noBox.${noBox}`)]
              .filter(Boolean)
              .join(' · ')}
          </div>
        </div>
      </header>
      <table>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNumber}>
              <td>{format.integer(line.quantity)} ×</td>
              <th scope="row">
                {line.name} <span className="quiet">{line.sku}</span>
              </th>
              {lineAction && <td style={{ textAlign: 'right' }}>{lineAction(line.lineNumber)}</td>}
            </tr>
          ))}
        </tbody>
      </table>
      {sscc && <div className="quiet">SSCC {sscc}</div>}
      {children}
    </Root>
  );
}
