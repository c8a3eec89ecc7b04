import type { LineRow } from './order-group.ts';

/** A product as a file of order lines tells of it. */
export interface ProductDraft {
  sku: string;
  name: string | null;
  category: string | null;
  stocked: boolean;
}

interface Entry {
  forms: Map<string, number>;
  names: Map<string, number>;
  category: string | null;
  final?: { sku: string; stocked: boolean };
}

const MOST_NAMES = 50;

/**
 * Collects the products that the lines name: codes that differ only in case are one, and the name is the one that most
 * lines give, since people type descriptions freely.
 */
export class ProductBook {
  private readonly entries = new Map<string, Entry>();
  private readonly mergeCase: boolean;
  private readonly isService: (sku: string, name: string | null) => boolean;

  constructor(mergeCase: boolean, isService: (sku: string, name: string | null) => boolean) {
    this.mergeCase = mergeCase;
    this.isService = isService;
  }

  add(line: LineRow): void {
    const sku = String(line.record.sku ?? '');
    const key = this.keyOf(sku);
    let entry = this.entries.get(key);
    if (!entry) {
      entry = { forms: new Map(), names: new Map(), category: null };
      this.entries.set(detached(key), entry);
    }
    count(entry.forms, sku);
    const name = line.record.productName;
    if (typeof name === 'string' && name !== '' && /\p{L}/u.test(name)) count(entry.names, name);
    const category = line.record.category;
    if (entry.category === null && typeof category === 'string') entry.category = detached(category);
  }

  /** How the file's codes are written in the end: the form that most lines use. Ask once all lines are added. */
  canonical(sku: string): string {
    return this.final(sku)?.sku ?? sku;
  }

  service(sku: string): boolean {
    return this.final(sku)?.stocked === false;
  }

  draft(sku: string): ProductDraft {
    const entry = this.entries.get(this.keyOf(sku));
    const name = entry ? mostFrequent(entry.names) : null;
    return { sku: this.canonical(sku), name, category: entry?.category ?? null, stocked: !this.service(sku) };
  }

  private final(sku: string): { sku: string; stocked: boolean } | undefined {
    const entry = this.entries.get(this.keyOf(sku));
    if (!entry) return undefined;
    if (!entry.final) {
      const form = mostFrequent(entry.forms) ?? sku;
      entry.final = { sku: form, stocked: !this.isService(form, mostFrequent(entry.names)) };
    }
    return entry.final;
  }

  /** How many products were written in more than one way, and how many have more than one name. */
  variety(): { forms: number; names: number } {
    let forms = 0;
    let names = 0;
    for (const entry of this.entries.values()) {
      if (entry.forms.size > 1) forms++;
      if (entry.names.size > 1) names++;
    }
    return { forms, names };
  }

  private keyOf(sku: string): string {
    return this.mergeCase ? sku.toUpperCase() : sku;
  }
}

function count(counts: Map<string, number>, text: string): void {
  const before = counts.get(text);
  if (before !== undefined) counts.set(text, before + 1);
  else if (counts.size < MOST_NAMES) counts.set(detached(text), 1);
}

function mostFrequent(counts: Map<string, number>): string | null {
  let best: string | null = null;
  let most = 0;
  for (const [text, times] of counts) {
    if (times > most) {
      best = text;
      most = times;
    }
  }
  return best;
}

/** A copy that does not keep the piece of the file alive that it was cut from. */
function detached(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8');
}
