import { createHmac, timingSafeEqual } from 'node:crypto';

/** The HMAC (SHA-256) of a body under a secret. */
export function hmacOf(secret: string, body: Uint8Array | string): Buffer {
  return createHmac('sha256', secret).update(body).digest();
}

/** True when a signature in hexadecimal figures is that of the body; takes as long for a wrong one as for the right one. */
export function isHexSignature(given: string, expected: Buffer): boolean {
  return /^[0-9a-f]{64}$/i.test(given) && timingSafeEqual(Buffer.from(given, 'hex'), expected);
}

/** The same for a signature in Base64. */
export function isBase64Signature(given: string, expected: Buffer): boolean {
  const bytes = Buffer.from(given, 'base64');
  return bytes.length === expected.length && timingSafeEqual(bytes, expected);
}
