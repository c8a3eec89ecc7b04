/** The page's own scheme: files inside `out/renderer`, nothing else. */
export const SCHEME = 'app';
export const HOST = 'vigie';
export const START_PAGE = `${SCHEME}://${HOST}/`;

const parse = (url: string): URL | null => (URL.canParse(url) ? new URL(url) : null);

/** True for a page that the shell itself serves. */
export function isOwnPage(url: string): boolean {
  const parsed = parse(url);
  return parsed?.protocol === `${SCHEME}:` && parsed.host === HOST;
}

/** True for an address that may be handed to the system's browser. */
export function isSafeExternal(url: string): boolean {
  const parsed = parse(url);
  return parsed?.protocol === 'https:' && parsed.username === '' && parsed.password === '';
}
