import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { ReceivedRequest } from '../../connector.ts';

/** How a sender proves that a request is its own. */
export interface SignatureRule {
  /**
   * `hmac`: HMAC-SHA256 of the body. `timestamped`: `t=SECONDS,v1=HEX` over `SECONDS.body`. `token`: a shared secret as it is.
   */
  type: 'hmac' | 'timestamped' | 'token';
  /** Header that carries it. */
  header: string;
  encoding: 'hex' | 'base64';
  /** Stands before the figure: `sha256=`. */
  prefix: string;
  /** Oldest and newest time stamp accepted. */
  toleranceSeconds: number;
}

export type Verified =
  /** `nonce` is made of what was signed, so a repetition cannot be given another name. Null where nothing is signed. */
  { ok: true; nonce: string | null } | { ok: false; reason: string };

const refused = (reason: string): Verified => ({ ok: false, reason });

/** Checks a request's signature in constant time. The secret is never part of a reason. */
export function verifySignature(
  rule: SignatureRule,
  secret: string,
  request: ReceivedRequest,
  now: number,
): Verified {
  const header = request.headers[rule.header.toLowerCase()]?.trim();
  if (!header) return refused(`The header ${rule.header} with the signature is missing.`);
  if (rule.type === 'timestamped') return verifyTimestamped(rule, secret, header, request.body, now);
  const given = header.startsWith(rule.prefix) ? header.slice(rule.prefix.length) : null;
  if (given === null) return refused(`The signature in ${rule.header} should begin with ${rule.prefix}.`);
  if (rule.type === 'token') {
    return sameText(given, secret) ? { ok: true, nonce: null } : refused('The token is not the right one.');
  }
  const expected = createHmac('sha256', secret).update(request.body).digest();
  const sent = Buffer.from(given, rule.encoding);
  if (sent.length !== expected.length || !timingSafeEqual(sent, expected)) {
    return refused('The signature does not fit the body.');
  }
  return { ok: true, nonce: expected.toString('hex') };
}

function verifyTimestamped(
  rule: SignatureRule,
  secret: string,
  header: string,
  body: Uint8Array,
  now: number,
): Verified {
  const parts = header.split(',').map((part) => part.trim());
  const stamp = parts.find((part) => part.startsWith('t='))?.slice(2) ?? '';
  const given = parts.filter((part) => part.startsWith('v1=')).map((part) => part.slice(3));
  if (!/^\d{1,12}$/.test(stamp) || given.length === 0 || given.length > 10) {
    return refused(`${rule.header} should look like t=SECONDS,v1=SIGNATURE.`);
  }
  const expected = createHmac('sha256', secret).update(`${stamp}.`).update(body).digest();
  let fits = false;
  for (const one of given) {
    const sent = Buffer.from(one, rule.encoding);
    if (sent.length === expected.length && timingSafeEqual(sent, expected)) fits = true;
  }
  if (!fits) return refused('The signature does not fit the body.');
  const ageSeconds = Math.abs(now / 1000 - Number(stamp));
  if (ageSeconds > rule.toleranceSeconds) {
    return refused(
      `The request was signed ${Math.round(ageSeconds)} s from now; at most ${rule.toleranceSeconds} s are accepted.`,
    );
  }
  return { ok: true, nonce: expected.toString('hex') };
}

function sameText(a: string, b: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
}
