import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage } from 'node:http';

/** Who may talk to the loopback server: the browser that opened the one-time link, from the page itself. */
export interface Session {
  bind(port: number): void;
  origin(): string;
  newToken(): string;
  /** The cookie to set for a token that was made here and not yet used; null otherwise. */
  exchange(token: string): string | null;
  /** Has the session's cookie, and asks for our own host (no DNS rebinding). */
  admits(request: IncomingMessage): boolean;
  hostFits(request: IncomingMessage): boolean;
  /** Sent by our own page: for everything that changes something. */
  sameOrigin(request: IncomingMessage): boolean;
}

export function createSession(): Session {
  const secret = randomBytes(32).toString('base64url');
  const tokens = new Set<string>();
  let port = 0;
  const cookieName = () => `vigie-${port}`;
  const hosts = () => [`127.0.0.1:${port}`, `localhost:${port}`];

  const hostFits = (request: IncomingMessage) => hosts().includes(request.headers.host ?? '');
  return {
    bind: (value) => {
      port = value;
    },
    origin: () => `http://127.0.0.1:${port}`,
    newToken() {
      const token = randomBytes(24).toString('base64url');
      tokens.add(digest(token));
      return token;
    },
    exchange: (token) =>
      tokens.delete(digest(token)) ? `${cookieName()}=${secret}; HttpOnly; SameSite=Strict; Path=/` : null,
    hostFits,
    admits: (request) => hostFits(request) && equal(readCookie(request, cookieName()), secret),
    sameOrigin: (request) =>
      hosts()
        .map((host) => `http://${host}`)
        .includes(request.headers.origin ?? ''),
  };
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url');
}

function equal(a: string, b: string): boolean {
  return timingSafeEqual(Buffer.from(digest(a)), Buffer.from(digest(b)));
}

function readCookie(request: IncomingMessage, name: string): string {
  for (const part of (request.headers.cookie ?? '').split(';')) {
    const [key, value] = part.trim().split('=');
    if (key === name) return value ?? '';
  }
  return '';
}
