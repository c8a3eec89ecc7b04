import { HOUR_MS } from './shipment-facts.ts';

/** A wave that is not over. */
export interface WaveFacts {
  id: number;
  number: string;
  facility: string;
  status: string;
  releaseAt: number;
  cutOffAt: number;
  /** Of its shipments, those that have not been packed. */
  unpacked: number;
  orders: number;
}

/** Not released when it should have been, or less than the threshold in hours before its carriers leave and not packed. */
export function isWaveLate(wave: WaveFacts, hours: number, now: number): boolean {
  if (wave.status === 'planned') return now > wave.releaseAt + hours * HOUR_MS;
  return wave.status === 'released' && wave.unpacked > 0 && now > wave.cutOffAt - hours * HOUR_MS;
}
