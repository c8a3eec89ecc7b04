import {
  BookOpen,
  Boxes,
  Cable,
  CalendarCheck,
  CalendarClock,
  type LucideIcon,
  PackageSearch,
  Radar,
  Route,
  Scale,
  ScanBarcode,
  Settings,
  Siren,
  Truck,
  Upload,
  Waves,
} from 'lucide-react';
import type { MenuCommand } from '../../../core/contract/desktop.ts';
import { links } from '../../lib/navigation.ts';

export interface Destination {
  /** `shell:nav.<key>` names it. */
  key:
    | 'tower'
    | 'stock'
    | 'orders'
    | 'promise'
    | 'sourcing'
    | 'waves'
    | 'floor'
    | 'routes'
    | 'incidents'
    | 'playbooks'
    | 'eta'
    | 'rules'
    | 'feeds'
    | 'import'
    | 'settings';
  to: string;
  icon: LucideIcon;
  shortcut: string;
  menu?: MenuCommand;
  /** `commands`: not in the rail; another screen leads to it. */
  place: 'top' | 'bottom' | 'commands';
}

/** The screens, in the order of the rail. */
export const DESTINATIONS: readonly Destination[] = [
  { key: 'tower', to: links.tower(), icon: Radar, shortcut: 'g t', menu: 'goTower', place: 'top' },
  { key: 'stock', to: links.stock(), icon: Boxes, shortcut: 'g s', menu: 'goStock', place: 'top' },
  { key: 'orders', to: links.orders(), icon: PackageSearch, shortcut: 'g o', menu: 'goOrders', place: 'top' },
  { key: 'promise', to: links.promise(), icon: CalendarCheck, shortcut: 'g p', place: 'top' },
  { key: 'sourcing', to: links.sourcing(), icon: Route, shortcut: 'g r', menu: 'goSourcing', place: 'top' },
  { key: 'waves', to: links.waves(), icon: Waves, shortcut: 'g w', place: 'top' },
  { key: 'floor', to: links.floor(), icon: ScanBarcode, shortcut: 'g l', place: 'top' },
  { key: 'routes', to: links.routes(), icon: Truck, shortcut: 'g d', place: 'top' },
  { key: 'incidents', to: links.incidents(), icon: Siren, shortcut: 'g n', place: 'top' },
  { key: 'playbooks', to: links.playbooks(), icon: BookOpen, shortcut: 'g b', place: 'top' },
  { key: 'eta', to: links.eta(), icon: CalendarClock, shortcut: 'g e', place: 'commands' },
  { key: 'rules', to: links.rules(), icon: Scale, shortcut: 'g u', place: 'top' },
  { key: 'feeds', to: links.feeds(), icon: Cable, shortcut: 'g f', menu: 'goFeeds', place: 'top' },
  { key: 'import', to: links.import(), icon: Upload, shortcut: 'g i', menu: 'import', place: 'bottom' },
  {
    key: 'settings',
    to: links.settings(),
    icon: Settings,
    shortcut: 'g ,',
    menu: 'settings',
    place: 'bottom',
  },
];
