import { hostname } from 'node:os';
import { pid } from 'node:process';
import type { Database } from '../../db/database.ts';
import { type Lease, readLease, writeLease } from './lease.queries.ts';

const LASTS_MS = 30_000;
const RENEW_EVERY_MS = 8_000;

/** One engine a workspace: of several programs that have it open, the one that holds the lease works the feeds. */
export class EngineLease {
  readonly #db: Database;
  readonly #clock: () => number;
  readonly #owner = `${hostname()}:${pid}:${crypto.randomUUID()}`;
  #heldUntil = 0;
  #renewAt = 0;

  constructor(db: Database, clock: () => number) {
    this.#db = db;
    this.#clock = clock;
  }

  /** Whether this program may work now; takes or renews the lease. */
  async hold(): Promise<boolean> {
    const now = this.#clock();
    if (now < this.#renewAt) return true;
    const held = await this.#db.write(async (trx) => {
      const lease = await readLease(trx);
      if (lease && lease.owner !== this.#owner && lease.until > now && ownerLives(lease)) return false;
      await writeLease(trx, { owner: this.#owner, until: now + LASTS_MS });
      return true;
    });
    this.#heldUntil = held ? now + LASTS_MS : 0;
    this.#renewAt = held ? now + RENEW_EVERY_MS : 0;
    return held;
  }

  async release(): Promise<void> {
    if (this.#heldUntil === 0) return;
    await this.#db.write(async (trx) => {
      const lease = await readLease(trx);
      if (lease?.owner === this.#owner) await writeLease(trx, null);
    });
  }
}

/** A program on this machine that was killed lives no more, whatever its lease says. */
function ownerLives({ owner }: Lease): boolean {
  const [host, process_] = owner.split(':');
  if (host !== hostname()) return true;
  try {
    process.kill(Number(process_), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
