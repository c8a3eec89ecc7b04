import Button from '@mui/material/Button';
import { styled } from '@mui/material/styles';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ManifestParcelView } from '../../../../core/contract/manifests.ts';
import { useFormat } from '../../../lib/format.ts';
import { tokens } from '../../../lib/tokens.ts';
import { BigButton } from '../station-parts.tsx';

const AT_FIRST = 50;

const Part = styled('section')({
  minWidth: 0,
  '& h3': { fontSize: 16, fontWeight: 600, margin: '0 0 6px' },
  '& .none': { color: tokens.textMuted, fontSize: 15 },
  '& .scroll': { overflowX: 'auto', border: `1px solid ${tokens.line}`, borderRadius: 10 },
});
const Table = styled('table')({
  width: '100%',
  borderCollapse: 'collapse',
  fontSize: 15,
  '& th': { textAlign: 'left', fontWeight: 500, color: tokens.textMuted, padding: '8px 12px' },
  '& td': { padding: '6px 12px', height: 48, borderTop: `1px solid ${tokens.line}` },
  '& .number': { textAlign: 'right', fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '& .code': { fontVariantNumeric: 'tabular-nums', whiteSpace: 'nowrap' },
  '& .quiet': { color: tokens.textMuted, display: 'block', fontSize: 13 },
});

interface ParcelTableProps {
  title: string;
  rows: readonly ManifestParcelView[];
  timeZone: string;
  none: string;
  /** Takes a loaded parcel off again. */
  onTakeOff?: ((code: string) => void) | undefined;
}

/** Parcels of a pick-up: those on the vehicle, or those still missing. */
export function ParcelTable({ title, rows, timeZone, none, onTakeOff }: ParcelTableProps) {
  const { t } = useTranslation('floor-dock');
  const format = useFormat();
  const [all, setAll] = useState(false);
  const shown = all ? rows : rows.slice(0, AT_FIRST);
  return (
    <Part aria-label={title}>
      <h3>{title}</h3>
      {rows.length === 0 ? (
        <p className="none">{none}</p>
      ) : (
        <div className="scroll">
          <Table>
            <thead>
              <tr>
                <th>{t('dock.column.parcel')}</th>
                <th>{t('dock.column.to')}</th>
                <th className="number">{t('dock.column.weight')}</th>
                <th className="number">{t('dock.column.promised')}</th>
                {onTakeOff && (
                  <th>
                    <span className="visually-hidden">{t('dock.takeOff')}</span>
                  </th>
                )}
              </tr>
            </thead>
            <tbody>
              {shown.map((row) => (
                <tr key={row.code}>
                  <td className="code">
                    {row.code}
                    <span className="quiet">
                      {[row.code === row.shipment ? null : row.shipment, row.order]
                        .filter((part) => part !== null)
                        .join(' · ')}
                    </span>
                  </td>
                  <td>
                    {[row.postalCode, row.city].filter((part) => part !== null).join(' ') || '–'}
                    <span className="quiet">
                      {[row.country, row.service].filter((part) => part !== null).join(' · ')}
                    </span>
                  </td>
                  <td className="number">{format.weight(row.weightGrams)}</td>
                  <td className="number">{format.dateShort(row.promisedAt, timeZone)}</td>
                  {onTakeOff && (
                    <td className="number">
                      <Button
                        sx={{ minHeight: 44 }}
                        aria-label={t('dock.takeOffOne', { code: row.code })}
                        onClick={() => onTakeOff(row.code)}
                      >
                        {t('dock.takeOff')}
                      </Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </Table>
        </div>
      )}
      {shown.length < rows.length && (
        <BigButton variant="text" onClick={() => setAll(true)}>
          {t('dock.showAll', { count: rows.length, formatted: format.integer(rows.length) })}
        </BigButton>
      )}
    </Part>
  );
}
