import { describe, expect, it } from 'vitest';
import { COUNTRIES } from '../../../../core/features/demo/data/cities.ts';
import { generateCarriers, RateCard } from '../../../../core/features/demo/rate-card.ts';
import { DEMO_COLUMNS, RowBatch } from '../../../../core/features/demo/row-batch.ts';

const card = new RateCard();

describe('RateCard', () => {
  it('can send every weight up to 120 kg between any two countries, at every level', () => {
    for (const origin of COUNTRIES) {
      for (const destination of COUNTRIES) {
        for (const level of ['economy', 'standard', 'express'] as const) {
          for (const weight of [100, 9_000, 30_001, 120_000]) {
            expect(card.fitting(level, origin.code, destination.code, weight)).not.toEqual([]);
          }
        }
      }
    }
  });

  it('costs more for heavier, farther and faster parcels', () => {
    const price = (level: 'economy' | 'express', to: string, weight: number) => {
      const [service] = card.fitting(level, 'FR', to, weight);
      return (service && card.tariff(service, 'FR', to, weight)?.priceMinor) ?? 0;
    };
    expect(price('economy', 'FR', 4_000)).toBeGreaterThan(price('economy', 'FR', 400));
    expect(price('economy', 'PL', 400)).toBeGreaterThan(price('economy', 'FR', 400));
    expect(price('express', 'FR', 400)).toBeGreaterThan(price('economy', 'FR', 400));
  });

  it('has no tariff above what a service carries', () => {
    const [express] = card.fitting('express', 'FR', 'FR', 500);
    expect(express && card.tariff(express, 'FR', 'FR', express.service.maxWeightGrams + 1)).toBeNull();
  });

  it('writes each lane and weight step once', () => {
    const batch = new RowBatch(Number.POSITIVE_INFINITY);
    for (const _ of generateCarriers(card, batch));
    const rates = [...batch.drain()].find(({ table }) => table === 'rate')?.rows ?? [];
    const key = DEMO_COLUMNS.rate.slice(1, 6).map((column) => DEMO_COLUMNS.rate.indexOf(column));
    expect(new Set(rates.map((row) => key.map((index) => row[index]).join())).size).toBe(rates.length);
  });
});
