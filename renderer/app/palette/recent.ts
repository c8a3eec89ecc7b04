/** Where the palette went lately, newest first. */
export interface RecentPlace {
  to: string;
  label: string;
  kind: 'product' | 'order' | 'facility';
}

const KEY = 'vigie.recent';
const KEPT = 6;

export function readRecent(): RecentPlace[] {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? '[]');
    return Array.isArray(value) ? (value as RecentPlace[]).slice(0, KEPT) : [];
  } catch {
    return [];
  }
}

export function rememberPlace(place: RecentPlace): void {
  const others = readRecent().filter(({ to }) => to !== place.to);
  localStorage.setItem(KEY, JSON.stringify([place, ...others].slice(0, KEPT)));
}
