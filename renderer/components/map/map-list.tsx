import IconButton from '@mui/material/IconButton';
import OutlinedInput from '@mui/material/OutlinedInput';
import { styled } from '@mui/material/styles';
import { X } from 'lucide-react';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { tokens } from '../../lib/tokens.ts';
import { FacilitySymbol } from './map-symbols.tsx';
import type { MapFacility, MapHealth } from './types.ts';

const WORST_FIRST: Record<MapHealth, number> = { out: 0, low: 1, none: 2, good: 3 };

const Panel = styled('section')({
  position: 'absolute',
  left: 12,
  top: 12,
  bottom: 12,
  width: 320,
  zIndex: 1,
  display: 'flex',
  flexDirection: 'column',
  borderRadius: 8,
  backgroundColor: tokens.raised,
  boxShadow: tokens.shadow,
});

const Head = styled('div')({ display: 'flex', gap: 6, padding: 8, '& .MuiOutlinedInput-root': { flex: 1 } });

const Rows = styled('ul')({
  flex: 1,
  minHeight: 0,
  overflow: 'auto',
  listStyle: 'none',
  margin: 0,
  padding: '0 4px 8px',
  '& li': { contentVisibility: 'auto', containIntrinsicSize: '0 40px' },
});

const Row = styled('button')({
  display: 'grid',
  gridTemplateColumns: '18px 1fr',
  alignItems: 'center',
  columnGap: 8,
  width: '100%',
  minHeight: 40,
  padding: '3px 8px',
  border: 0,
  borderRadius: 5,
  background: 'none',
  color: tokens.text,
  font: 'inherit',
  textAlign: 'left',
  cursor: 'pointer',
  '&:hover': { backgroundColor: tokens.hover },
  '&[aria-pressed="true"]': { backgroundColor: tokens.accentSoft },
  '& small': {
    display: 'block',
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    fontSize: 12,
    color: tokens.textMuted,
  },
  '& span': { minWidth: 0, overflow: 'hidden', textOverflow: 'ellipsis', whiteSpace: 'nowrap' },
});

function plain(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

export interface MapListProps {
  facilities: readonly MapFacility[];
  selected: string | null;
  onSelect: (facility: MapFacility) => void;
  onDrill: (facility: MapFacility) => void;
  onClose: () => void;
}

/** The facilities of the map as a list, the worst stock first: for the keyboard, for screen readers, for finding one by name. */
export function MapList({ facilities, selected, onSelect, onDrill, onClose }: MapListProps) {
  const { t } = useTranslation('map');
  const [text, setText] = useState('');
  const shown = useMemo(() => {
    const wanted = plain(text);
    return facilities
      .filter(({ name, code, city }) => plain(`${name} ${code} ${city ?? ''}`).includes(wanted))
      .sort((a, b) => WORST_FIRST[a.health] - WORST_FIRST[b.health] || a.name.localeCompare(b.name));
  }, [facilities, text]);
  return (
    <Panel aria-label={t('listTitle')}>
      <Head>
        <OutlinedInput
          value={text}
          onChange={(event) => setText(event.target.value)}
          placeholder={t('listSearch')}
          inputProps={{ 'aria-label': t('listSearch') }}
          autoFocus
        />
        <IconButton onClick={onClose} aria-label={t('listClose')}>
          <X size={16} />
        </IconButton>
      </Head>
      <Rows>
        {shown.map((facility) => (
          <li key={facility.code}>
            <Row
              type="button"
              aria-pressed={facility.code === selected}
              onClick={() => (facility.code === selected ? onDrill(facility) : onSelect(facility))}
            >
              <FacilitySymbol kind={facility.kind} health={facility.health} />
              <span>
                {facility.name}
                <small>
                  {[
                    t(`kind.${facility.kind}`),
                    t(`health.${facility.health}`),
                    t('hover.openOrders', { count: facility.openOrders }),
                  ].join(' · ')}
                </small>
              </span>
            </Row>
          </li>
        ))}
      </Rows>
    </Panel>
  );
}
