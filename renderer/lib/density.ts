/** Heights that follow the density. */
export interface DensitySizes {
  row: number;
  control: number;
  controlSmall: number;
  font: number;
}

export type Density = 'compact' | 'comfortable';

export const DENSITIES: Record<Density, DensitySizes> = {
  compact: { row: 28, control: 28, controlSmall: 24, font: 13 },
  comfortable: { row: 36, control: 32, controlSmall: 28, font: 14 },
};
