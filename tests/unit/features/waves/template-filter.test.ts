import { describe, expect, it } from 'vitest';
import { type WaveTemplateDraft, waveTemplateView } from '../../../../core/contract/waves.ts';
import type { OrderPart } from '../../../../core/features/waves/order-parts.ts';
import { orderFilter } from '../../../../core/features/waves/template-filter.ts';

const PART = {
  carrierCode: 'POST',
  serviceCode: 'EXP',
  lines: [
    { productId: 1, zone: 'A', quantity: 1 },
    { productId: 2, zone: 'B', quantity: 3 },
  ],
  channel: 'web',
  fulfilment: 'delivery',
  priority: 3,
} as unknown as OrderPart;

const takes = (limits: Partial<WaveTemplateDraft>, part: Partial<OrderPart> = {}) =>
  orderFilter(
    waveTemplateView.parse({
      ...{ id: 1, facility: 'LYON', name: 'Wave', releaseMinutes: 0, cutOffMinutes: 60 },
      ...limits,
    }),
  )({ ...PART, ...part });

describe('orders that a template is for', () => {
  it('are all when nothing limits it', () => {
    expect(takes({})).toBe(true);
    expect(takes({}, { carrierCode: null, serviceCode: null, lines: [] })).toBe(true);
  });

  it('leave by one of its carriers, or by one of the services of other carriers', () => {
    const express = [{ carrier: 'POST', service: 'EXP' }];
    expect(takes({ services: express })).toBe(true);
    expect(takes({ services: express }, { serviceCode: 'STD' })).toBe(false);
    expect(takes({ services: express }, { carrierCode: 'RAIL' })).toBe(false);
    expect(takes({ services: express }, { carrierCode: null, serviceCode: null })).toBe(false);
    expect(takes({ carriers: ['RAIL'] })).toBe(false);
    expect(takes({ carriers: ['RAIL'], services: express })).toBe(true);
    expect(takes({ carriers: ['RAIL'], services: express }, { carrierCode: 'RAIL' })).toBe(true);
    expect(takes({ carriers: ['POST'], services: express }, { serviceCode: 'STD' })).toBe(true);
  });

  it('lie wholly in its zones', () => {
    expect(takes({ zones: ['A', 'B', 'C'] })).toBe(true);
    expect(takes({ zones: ['A'] })).toBe(false);
  });

  it('are of its channels, fulfilment and urgency, all at once', () => {
    expect(takes({ channels: ['web'], fulfilment: 'delivery', priorityUpTo: 3 })).toBe(true);
    expect(takes({ channels: ['edi'] })).toBe(false);
    expect(takes({ fulfilment: 'collect' })).toBe(false);
    expect(takes({ priorityUpTo: 2 })).toBe(false);
  });
});
