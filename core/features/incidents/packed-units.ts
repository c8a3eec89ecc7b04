import { type CauseUnit, type DIMENSIONS, TROUBLE_FAMILIES } from './shared-cause.ts';

type Dimension = (typeof DIMENSIONS)[number];

/** A column of names that repeat, as codes; -1: none. */
interface Coded {
  names: string[];
  codes: Int32Array;
}

/** Tens of thousands of shipments in a few arrays: on their way to another thread they hold up nobody. */
export interface PackedUnits {
  keys: string[];
  /** Index of the trouble's family; -1: none. */
  troubles: Int8Array;
  dimensions: Record<Dimension, Coded>;
  /** NaN where no place is known. */
  latitudes: Float64Array;
  longitudes: Float64Array;
}

function coded(units: readonly CauseUnit[], dimension: Dimension): Coded {
  const codeOf = new Map<string, number>();
  const codes = Int32Array.from(units, (unit) => {
    const name = unit[dimension];
    if (name === null) return -1;
    const code = codeOf.get(name) ?? codeOf.size;
    codeOf.set(name, code);
    return code;
  });
  return { names: [...codeOf.keys()], codes };
}

export function packUnits(units: readonly CauseUnit[]): PackedUnits {
  const of = (dimension: Dimension) => coded(units, dimension);
  return {
    keys: units.map(({ key }) => key),
    troubles: Int8Array.from(units, ({ trouble }) =>
      trouble === null ? -1 : TROUBLE_FAMILIES.indexOf(trouble),
    ),
    dimensions: { hub: of('hub'), carrier: of('carrier'), facility: of('facility'), lane: of('lane') },
    latitudes: Float64Array.from(units, ({ point }) => point?.latitude ?? Number.NaN),
    longitudes: Float64Array.from(units, ({ point }) => point?.longitude ?? Number.NaN),
  };
}

export function unpackUnits({ keys, troubles, dimensions, latitudes, longitudes }: PackedUnits): CauseUnit[] {
  const name = ({ names, codes }: Coded, i: number) => names[codes[i] as number] ?? null;
  return keys.map((key, i) => {
    const [latitude, longitude] = [latitudes[i] as number, longitudes[i] as number];
    return {
      key,
      trouble: TROUBLE_FAMILIES[troubles[i] as number] ?? null,
      hub: name(dimensions.hub, i),
      carrier: name(dimensions.carrier, i),
      facility: name(dimensions.facility, i),
      lane: name(dimensions.lane, i),
      point: Number.isNaN(latitude) ? null : { latitude, longitude },
    };
  });
}
