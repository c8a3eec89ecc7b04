const CENTRES: [number, number][] = [
  [48.863, 2.336],
  [48.868, 2.343],
  [48.863, 2.36],
  [48.854, 2.358],
  [48.844, 2.351],
  [48.849, 2.333],
  [48.856, 2.312],
  [48.873, 2.313],
  [48.877, 2.338],
  [48.876, 2.361],
  [48.859, 2.38],
  [48.84, 2.403],
  [48.828, 2.362],
  [48.829, 2.327],
  [48.84, 2.293],
  [48.86, 2.262],
  [48.887, 2.307],
  [48.893, 2.348],
  [48.887, 2.385],
  [48.864, 2.401],
];

/** Commune code (INSEE) of each Paris arrondissement and where its middle lies. */
export const PARIS_ARRONDISSEMENTS: Record<string, { latitude: number; longitude: number }> =
  Object.fromEntries(
    CENTRES.map(([latitude, longitude], index) => [String(75101 + index), { latitude, longitude }]),
  );

/** The commune that GeoNames knows: arrondissements of Lyon and Marseille belong to their city. */
export function frenchCommune(code: string): string {
  if (/^693[89]\d$/.test(code)) return '69123';
  if (/^132[01]\d$/.test(code)) return '13055';
  return code;
}
