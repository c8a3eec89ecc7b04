/**
 * Grams of CO2e a tonne-kilometre, well to wheel, by service level: rounded estimates of ours, in the range that road freight has
 * in the GLEC Framework (economy as by a full articulated truck, the same day as by a van). Good for setting plans beside each
 * other; for reporting take the carrier's own figures.
 */
const GRAMS_PER_TONNE_KILOMETRE: Readonly<Record<string, number>> = {
  economy: 90,
  standard: 130,
  express: 300,
  sameDay: 700,
};
/** Of a service without a known level, and where no rate applies. */
const DEFAULT_LEVEL = 'standard';
/** Roads are longer than the great circle. */
const ROAD_DETOUR = 1.2;
/** When either end has no coordinates. */
const UNKNOWN_DISTANCE_METRES = 1_000_000;

/** CO2e of one gram of goods on its way, in grams. @param metres great circle; null or infinite = not known */
export function co2PerGram(level: string | null, metres: number | null): number {
  const factor =
    GRAMS_PER_TONNE_KILOMETRE[level ?? DEFAULT_LEVEL] ?? (GRAMS_PER_TONNE_KILOMETRE[DEFAULT_LEVEL] as number);
  const known = metres !== null && Number.isFinite(metres) ? metres : UNKNOWN_DISTANCE_METRES;
  return (factor * known * ROAD_DETOUR) / 1e9;
}

/** CO2e of a shipment, in whole grams. */
export function shipmentCo2Grams(level: string | null, metres: number | null, weightGrams: number): number {
  return Math.round(co2PerGram(level, metres) * weightGrams);
}

/** What the CO2e of a shipment costs at a price a kilogram, in whole minor units. */
export function co2Price(minorPerKilogram: number, gramsPerGram: number, weightGrams: number): number {
  return Math.round((minorPerKilogram * gramsPerGram * weightGrams) / 1000);
}
