import { RoutingFileError } from './routing-file-error.ts';

/** An object of a JSON file and where it lies: `vehicles[2].breaks[0]`. Every getter says what is wrong at which place. */
export class JsonFields {
  readonly place: string;
  private readonly values: Record<string, unknown>;

  /** @throws RoutingFileError */
  constructor(value: unknown, place: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new RoutingFileError(place, 'must be an object');
    }
    this.values = value as Record<string, unknown>;
    this.place = place;
  }

  has(name: string): boolean {
    return this.values[name] !== undefined && this.values[name] !== null;
  }

  raw(name: string): unknown {
    return this.values[name];
  }

  fail(name: string, problem: string): RoutingFileError {
    return new RoutingFileError(this.place === '' ? name : `${this.place}.${name}`, problem);
  }

  /** 0 or more; the fallback where it is missing. */
  amount(name: string, fallback?: number): number {
    const value = this.has(name) ? this.values[name] : fallback;
    if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
    throw this.fail(
      name,
      value === undefined ? 'is missing' : `must be a number of 0 or more, not ${told(value)}`,
    );
  }

  whole(name: string, fallback?: number): number {
    const value = this.amount(name, fallback);
    if (Number.isInteger(value)) return value;
    throw this.fail(name, `must be a whole number, not ${value}`);
  }

  text(name: string): string | null {
    const value = this.values[name];
    if (value === undefined || value === null) return null;
    if (typeof value === 'string') return value;
    throw this.fail(name, `must be a text, not ${told(value)}`);
  }

  list(name: string): unknown[] {
    const value = this.values[name] ?? [];
    if (Array.isArray(value)) return value;
    throw this.fail(name, 'must be a list');
  }

  /** The objects of a list, each with its place. */
  objects(name: string): JsonFields[] {
    return this.list(name).map((value, i) => new JsonFields(value, this.inside(`${name}[${i}]`)));
  }

  object(name: string): JsonFields | null {
    return this.has(name) ? new JsonFields(this.values[name], this.inside(name)) : null;
  }

  /** A list of numbers of 0 or more. */
  amounts(name: string): number[] {
    return this.list(name).map((value, i) => {
      if (typeof value === 'number' && value >= 0 && Number.isFinite(value)) return value;
      throw this.fail(`${name}[${i}]`, `must be a number of 0 or more, not ${told(value)}`);
    });
  }

  /** An object whose values are all numbers: by their names. */
  numbersByName(name: string): Record<string, number> {
    const object = this.object(name);
    if (!object) return {};
    return Object.fromEntries(Object.keys(object.values).map((key) => [key, object.amount(key)]));
  }

  names(): string[] {
    return Object.keys(this.values);
  }

  private inside(name: string): string {
    return this.place === '' ? name : `${this.place}.${name}`;
  }
}

function told(value: unknown): string {
  return JSON.stringify(value).slice(0, 60);
}
