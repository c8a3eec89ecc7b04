import Dialog from '@mui/material/Dialog';
import { Command } from 'cmdk';
import { Box, ClipboardList, CornerDownLeft, MapPin, Search } from 'lucide-react';
import { type ComponentType, useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { KeyHint } from '../../components/display/key-hint.tsx';
import { useCommands } from '../../lib/commands.ts';
import { links } from '../../lib/navigation.ts';
import { PaletteRoot } from './palette-styles.ts';
import { type RecentPlace, readRecent, rememberPlace } from './recent.ts';
import { type PaletteFound, usePaletteSearch } from './use-palette-search.ts';

const KIND_ICON: Record<RecentPlace['kind'], ComponentType<{ size?: number | string }>> = {
  product: Box,
  order: ClipboardList,
  facility: MapPin,
};

function placeValue(kind: RecentPlace['kind'], to: string): string {
  return `${kind} ${to}`;
}

interface PlaceItemProps {
  place: RecentPlace;
  note?: string | null;
  onGo: (place: RecentPlace) => void;
}

function PlaceItem({ place, note, onGo }: PlaceItemProps) {
  const Icon = KIND_ICON[place.kind];
  return (
    <Command.Item value={placeValue(place.kind, place.to)} onSelect={() => onGo(place)} forceMount>
      <Icon size={15} />
      <span className="label">
        {place.label}
        {note && <span className="quiet">{note}</span>}
      </span>
    </Command.Item>
  );
}

function useGo(onClose: () => void) {
  const navigate = useNavigate();
  return (place: RecentPlace) => {
    rememberPlace(place);
    onClose();
    void navigate(place.to);
  };
}

interface FoundGroupsProps {
  found: PaletteFound | undefined;
  onGo: (place: RecentPlace) => void;
}

function FoundGroups({ found, onGo }: FoundGroupsProps) {
  const { t } = useTranslation('shell');
  if (!found) return null;
  const { products, orders, facilities } = found;
  return (
    <>
      {products.length > 0 && (
        <Command.Group heading={t('palette.products')} forceMount>
          {products.map(({ sku, name }) => (
            <PlaceItem
              key={sku}
              place={{ to: links.product(sku), label: name, kind: 'product' }}
              note={sku}
              onGo={onGo}
            />
          ))}
        </Command.Group>
      )}
      {orders.length > 0 && (
        <Command.Group heading={t('palette.orders')} forceMount>
          {orders.map(({ number, customer }) => (
            <PlaceItem
              key={number}
              place={{ to: links.order(number), label: number, kind: 'order' }}
              note={customer}
              onGo={onGo}
            />
          ))}
        </Command.Group>
      )}
      {facilities.length > 0 && (
        <Command.Group heading={t('palette.facilities')} forceMount>
          {facilities.map(({ code, name }) => (
            <PlaceItem
              key={code}
              place={{ to: links.facilityOnMap(code), label: name, kind: 'facility' }}
              note={code}
              onGo={onGo}
            />
          ))}
        </Command.Group>
      )}
    </>
  );
}

/** The best answer is marked as soon as it is there, so that Enter goes to it. */
function firstPlace(found: PaletteFound | undefined): string | null {
  const [product] = found?.products ?? [];
  if (product) return placeValue('product', links.product(product.sku));
  const [order] = found?.orders ?? [];
  if (order) return placeValue('order', links.order(order.number));
  const [facility] = found?.facilities ?? [];
  return facility ? placeValue('facility', links.facilityOnMap(facility.code)) : null;
}

function CommandGroups({ onClose }: { onClose: () => void }) {
  const commands = useCommands();
  const groups = useMemo(() => {
    const byGroup = new Map<string, typeof commands>();
    for (const command of [...commands].reverse()) {
      if (command.keysOnly || command.enabled === false) continue;
      byGroup.set(command.group, [command, ...(byGroup.get(command.group) ?? [])]);
    }
    return [...byGroup];
  }, [commands]);
  return groups.map(([group, list]) => (
    <Command.Group key={group} heading={group}>
      {list.map(({ id, title, icon: Icon, shortcut, keywords, run }) => (
        <Command.Item
          key={id}
          value={`${title} ${id}`}
          keywords={[...(keywords ?? []), group]}
          onSelect={() => {
            onClose();
            void run();
          }}
        >
          {Icon ? <Icon size={15} /> : <CornerDownLeft size={15} />}
          <span className="label">{title}</span>
          {shortcut && <KeyHint keys={shortcut} />}
        </Command.Item>
      ))}
    </Command.Group>
  ));
}

function PaletteBody({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('shell');
  const [text, setText] = useState('');
  const [recent] = useState(readRecent);
  const go = useGo(onClose);
  const { found } = usePaletteSearch(text, true);
  const [marked, setMarked] = useState('');
  useEffect(() => {
    const first = firstPlace(found);
    if (first) setMarked(first);
  }, [found]);
  return (
    <PaletteRoot>
      <Command label={t('palette.title')} loop value={marked} onValueChange={setMarked}>
        <div className="field">
          <Search size={16} aria-hidden />
          <Command.Input
            value={text}
            onValueChange={setText}
            placeholder={t('palette.placeholder')}
            autoFocus
          />
          <KeyHint keys="Escape" />
        </div>
        <Command.List>
          {!firstPlace(found) && <Command.Empty>{t('palette.nothing')}</Command.Empty>}
          {!text && recent.length > 0 && (
            <Command.Group heading={t('palette.recent')}>
              {recent.map((place) => (
                <PlaceItem key={place.to} place={place} onGo={go} />
              ))}
            </Command.Group>
          )}
          <FoundGroups found={found} onGo={go} />
          <CommandGroups onClose={onClose} />
        </Command.List>
        <div className="foot">
          <span>
            <KeyHint keys="ArrowUp ArrowDown" /> {t('palette.choose')}
          </span>
          <span>
            <KeyHint keys="Enter" /> {t('palette.go')}
          </span>
        </div>
      </Command>
    </PaletteRoot>
  );
}

/** Ctrl/Cmd-K: go anywhere, run anything, find any product, order or facility. */
export function CommandPalette({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation('shell');
  return (
    <Dialog
      open={open}
      onClose={onClose}
      maxWidth="sm"
      fullWidth
      transitionDuration={80}
      aria-labelledby="palette-title"
      sx={{
        '& .MuiDialog-container': { alignItems: 'flex-start', paddingTop: '10vh' },
        '& .MuiDialog-paper': { margin: 2 },
      }}
    >
      <h2 id="palette-title" className="visually-hidden">
        {t('palette.title')}
      </h2>
      {open && <PaletteBody onClose={onClose} />}
    </Dialog>
  );
}
