import { CHANNELS, type Channel } from '../../../core/contract/base.ts';
import {
  PROMISE_LEVELS,
  type PromiseLevel,
  type PromiseRequestInput,
} from '../../../core/contract/promise.ts';
import type { PromiseLink } from '../../lib/navigation.ts';

/** A line of the form; it counts once it has a product. */
export interface AskedLine {
  sku: string | null;
  /** As typed. */
  quantity: string;
}

/** What the form says, kept in the address: a link opens exactly what it was made from. */
export interface PromiseAsk {
  lines: AskedLine[];
  mode: 'delivery' | 'clickAndCollect';
  country: string | null;
  postalCode: string;
  city: string;
  store: string | null;
  channel: Channel;
  level: PromiseLevel | null;
}

const MOST_UNITS = 1_000_000;

/** The form as a link's parts fill it in. */
export function toAsk(link: PromiseLink): PromiseAsk {
  const lines = (link.lines ?? []).map(({ sku, quantity }) => ({ sku, quantity: String(quantity) }));
  return {
    lines: lines.length > 0 ? lines : [{ sku: null, quantity: '1' }],
    mode: link.mode === 'clickAndCollect' ? 'clickAndCollect' : 'delivery',
    country: link.country ?? null,
    postalCode: link.postalCode ?? '',
    city: link.city ?? '',
    store: link.store ?? null,
    channel: CHANNELS.find((channel) => channel === link.channel) ?? 'web',
    level: PROMISE_LEVELS.find((level) => level === link.level) ?? null,
  };
}

/** What of a form is worth keeping in the address. */
export function toLink(ask: PromiseAsk): PromiseLink {
  const lines = ask.lines.flatMap(({ sku, quantity }) => {
    return sku === null ? [] : [{ sku, quantity: readUnits(quantity) ?? 1 }];
  });
  return {
    lines,
    ...(ask.mode === 'delivery' ? {} : { mode: ask.mode }),
    ...(ask.country ? { country: ask.country } : {}),
    ...(ask.postalCode ? { postalCode: ask.postalCode } : {}),
    ...(ask.city ? { city: ask.city } : {}),
    ...(ask.store ? { store: ask.store } : {}),
    ...(ask.channel === 'web' ? {} : { channel: ask.channel }),
    ...(ask.level ? { level: ask.level } : {}),
  };
}

/** A quantity as typed; null when it is none. */
export function readUnits(text: string): number | null {
  const units = Number(text.trim());
  return text.trim() !== '' && Number.isInteger(units) && units > 0 && units <= MOST_UNITS ? units : null;
}

/** What to ask the core; null while something is missing. */
export function toRequest(ask: PromiseAsk): PromiseRequestInput | null {
  const named = ask.lines.filter(({ sku }) => sku !== null);
  const lines = named.flatMap(({ sku, quantity }) => {
    const units = readUnits(quantity);
    return sku !== null && units !== null ? [{ sku, quantity: units }] : [];
  });
  if (lines.length === 0 || lines.length < named.length) return null;
  const { channel } = ask;
  if (ask.mode === 'clickAndCollect') {
    return ask.store ? { lines, mode: ask.mode, store: ask.store, channel } : null;
  }
  if (!ask.country) return null;
  return {
    lines,
    channel,
    destination: {
      country: ask.country,
      postalCode: ask.postalCode.trim() || null,
      city: ask.city.trim() || null,
    },
    ...(ask.level ? { serviceLevel: ask.level } : {}),
  };
}
