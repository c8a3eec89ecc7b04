/** How many requests each key may still make: as many as its minute holds at once, then as they come back. */
export class RateLimit {
  readonly #left = new Map<number, { requests: number; at: number }>();

  /** Seconds to wait; 0 when the request may be made, which is then counted. */
  take(keyId: number, perMinute: number, now: number): number {
    const before = this.#left.get(keyId) ?? { requests: perMinute, at: now };
    const back = (Math.max(0, now - before.at) / 60_000) * perMinute;
    const requests = Math.min(perMinute, before.requests + back);
    const granted = requests >= 1;
    this.#left.set(keyId, { requests: granted ? requests - 1 : requests, at: now });
    return granted ? 0 : Math.max(1, Math.ceil(((1 - requests) / perMinute) * 60));
  }
}
