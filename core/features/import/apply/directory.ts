import type { Database, WriteTransaction } from '../../../db/database.ts';
import type { Location, Places } from '../../places/index.ts';
import {
  allFacilities,
  allProducts,
  allServices,
  facilitiesNamed,
  productsNamed,
  servicesIn,
} from './lookups.queries.ts';

export interface KnownFacility {
  id: number;
  code: string;
  /** How its coordinates came about; null without any. */
  precision: string | null;
}

export interface KnownService {
  id: number;
  code: string;
  carrierCode: string;
}

/** Where addresses lie, by the gazetteer that was asked: batch after batch names the same towns. */
const locatedBy = new WeakMap<Places, Map<string, Location | null>>();

/**
 * Products, facilities and carrier services by their codes, compared without case: what the rows of a file refer to. In a
 * dry run, what the files would make gets an id below zero.
 */
export class Directory {
  private readonly db: Database;
  private readonly places: Places;
  private products: Map<string, { id: number; sku: string }> | null = null;
  private facilities: Map<string, KnownFacility> | null = null;
  private services: KnownService[] | null = null;
  private readonly located: Map<string, Location | null>;
  private nextVirtual = -1;

  constructor(db: Database, places: Places) {
    this.db = db;
    this.places = places;
    this.located = locatedBy.get(places) ?? new Map();
    locatedBy.set(places, this.located);
  }

  /** Loads what a kind's rows refer to; to be called before its first chunk. */
  async load(): Promise<void> {
    if (!this.products) {
      this.products = new Map();
      for await (const [id, sku] of allProducts(this.db)) this.products.set(fold(sku), { id, sku });
    }
    if (!this.facilities) {
      this.facilities = new Map();
      for (const row of await allFacilities(this.db)) {
        const precision = row.location_precision ?? (row.latitude === null ? null : 'given');
        this.facilities.set(fold(row.code), { id: row.id, code: row.code, precision });
      }
    }
    this.services ??= await allServices(this.db);
  }

  /** Loads only what some records name, as the transaction sees it: quick however large the workspace is. */
  async loadNamed(
    trx: WriteTransaction,
    named: { skus: readonly string[]; facilityCodes: readonly string[]; services: boolean },
  ): Promise<void> {
    this.products = new Map();
    for (const { id, sku } of await productsNamed(trx, named.skus)) this.products.set(fold(sku), { id, sku });
    this.facilities = new Map();
    for (const row of await facilitiesNamed(trx, named.facilityCodes)) {
      const precision = row.location_precision ?? (row.latitude === null ? null : 'given');
      this.facilities.set(fold(row.code), { id: row.id, code: row.code, precision });
    }
    this.services = named.services ? await servicesIn(trx) : [];
  }

  product(sku: string): { id: number; sku: string } | undefined {
    return this.products?.get(fold(sku));
  }

  facility(code: string): KnownFacility | undefined {
    return this.facilities?.get(fold(code));
  }

  /** Services with that code, of one carrier when it is named. */
  servicesOf(code: string, carrierCode: string | null): KnownService[] {
    const wanted = fold(code);
    const carrier = carrierCode === null ? null : fold(carrierCode);
    return (this.services ?? []).filter(
      (service) =>
        fold(service.code) === wanted && (carrier === null || fold(service.carrierCode) === carrier),
    );
  }

  addProduct(sku: string, id?: number): void {
    this.products?.set(fold(sku), { id: id ?? this.nextVirtual--, sku });
  }

  addFacility(code: string, precision: string | null, id?: number): void {
    this.facilities?.set(fold(code), { id: id ?? this.nextVirtual--, code, precision });
  }

  addService(code: string, carrierCode: string): void {
    this.services?.push({ id: this.nextVirtual--, code, carrierCode });
  }

  /** After services were written: their real ids. */
  async reloadServices(): Promise<void> {
    this.services = await allServices(this.db);
  }

  locate(country: unknown, postalCode: unknown, city: unknown): Location | null {
    const address = { country: textOf(country), postalCode: textOf(postalCode), city: textOf(city) };
    if (!address.country && !address.city) return null;
    const key = `${address.country}\u0000${address.postalCode}\u0000${address.city}`;
    let location = this.located.get(key);
    if (location === undefined) {
      location = this.places.locate(address);
      if (this.located.size > 50_000) this.located.clear();
      this.located.set(key, location);
    }
    return location;
  }

  timeZoneAt(point: { latitude: number; longitude: number }): string {
    return this.places.placeTimeZone(point);
  }
}

function fold(code: string): string {
  return code.toUpperCase();
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
