/** How a routing problem may be written. */
export const INSTANCE_FORMATS = ['vrplib', 'solomon', 'vroom'] as const;
export type InstanceFormat = (typeof INSTANCE_FORMATS)[number];

/** Tells the form of a file by its text; null = none of those known. */
export function guessFormat(text: string): InstanceFormat | null {
  if (/^\s*\{/.test(text)) return 'vroom';
  if (/^\s*(DIMENSION|TYPE|EDGE_WEIGHT_TYPE)\s*:/m.test(text) || /^\s*\w+_SECTION\b/m.test(text))
    return 'vrplib';
  if (/^\s*VEHICLE\s*$/m.test(text) && /^\s*CUSTOMER\s*$/m.test(text)) return 'solomon';
  return null;
}
