/**
 * The page's own address. `.internal` never resolves on a network, and the shell answers every https request of the
 * page's session itself: this host from `out/renderer`, all others with a refusal. Unlike a scheme of our own it needs
 * no declaration before the app is ready.
 */
export const ORIGIN = 'https://vigie.internal';
export const START_PAGE = `${ORIGIN}/`;

const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/** True for a page that the shell itself serves. */
export function isOwnPage(url: string): boolean {
  return parse(url)?.origin === ORIGIN;
}

/** True for an address that may be handed to the system's browser. */
export function isSafeExternal(url: string): boolean {
  const parsed = parse(url);
  return (
    parsed?.protocol === 'https:' &&
    parsed.origin !== ORIGIN &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
