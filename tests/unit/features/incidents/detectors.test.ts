import { describe, expect, it } from 'vitest';
import type { IncidentKind } from '../../../../core/contract/incidents.ts';
import type { ExceptionKind, Milestone } from '../../../../core/contract/tracking.ts';
import {
  DEFAULT_RULES,
  DEFAULT_SETTINGS,
  rulesFrom,
} from '../../../../core/features/incidents/detection-rules.ts';
import { isFeedDown } from '../../../../core/features/incidents/detectors/feed-down.ts';
import { isOverCapacity } from '../../../../core/features/incidents/detectors/over-capacity.ts';
import type { ShipmentFacts } from '../../../../core/features/incidents/detectors/shipment-facts.ts';
import { isStockDiscrepancy } from '../../../../core/features/incidents/detectors/stock-discrepancy.ts';
import { isStockOut } from '../../../../core/features/incidents/detectors/stock-out.ts';
import { isWaveLate } from '../../../../core/features/incidents/detectors/wave-late.ts';
import { findInShipment } from '../../../../core/features/incidents/finding.ts';

const NOW = Date.UTC(2026, 4, 4, 10);
const HOUR = 3_600_000;
const LYON = { latitude: 45.75, longitude: 4.85 };
const PARIS = { latitude: 48.87, longitude: 2.33 };
const WARSAW = { latitude: 52.23, longitude: 21.01 };

const scan = (
  milestone: Milestone,
  hoursAgo = 2,
  exceptionKind: ExceptionKind | null = null,
  point = LYON,
) => ({
  at: NOW - hoursAgo * HOUR,
  milestone,
  exceptionKind,
  city: 'Lyon',
  country: 'FR',
  point,
});
const shipment = (given: Partial<ShipmentFacts> = {}): ShipmentFacts => ({
  id: 1,
  number: 'S-1',
  status: 'inTransit',
  shippedAt: NOW - 24 * HOUR,
  promisedAt: NOW + 48 * HOUR,
  etaP50At: NOW + 20 * HOUR,
  etaP90At: NOW + 30 * HOUR,
  carrierEtaAt: null,
  carrier: 'Post',
  facility: 'LYON',
  origin: LYON,
  originCountry: 'FR',
  destination: PARIS,
  city: 'Paris',
  country: 'FR',
  orderId: 1,
  orderNumber: 'O-1',
  customerId: 1,
  customer: 'Camille',
  segment: 'standard',
  currency: 'EUR',
  scan: scan('inTransit'),
  ...given,
});
const found = (given: Partial<ShipmentFacts>) =>
  findInShipment(shipment(given), rulesFrom(DEFAULT_SETTINGS), NOW)?.kind ?? null;

describe('a shipment', () => {
  const cases: [IncidentKind | null, Partial<ShipmentFacts>][] = [
    [null, {}],
    ['lost', { status: 'exception', scan: scan('exception', 1, 'lost') }],
    ['damaged', { status: 'exception', scan: scan('exception', 1, 'damaged') }],
    ['customs', { scan: scan('customs', 30) }],
    [null, { scan: scan('customs', 3) }],
    ['customs', { scan: scan('exception', 1, 'customs') }],
    ['exception', { scan: scan('exception', 1, 'delayed') }],
    ['attemptFailed', { scan: scan('attemptFailed') }],
    ['wrongFacility', { scan: scan('atHub', 1, null, WARSAW) }],
    ['late', { promisedAt: NOW - HOUR }],
    ['noScan', { scan: scan('inTransit', 60) }],
    [null, { scan: scan('availableForPickup', 60) }],
    ['willBeLate', { etaP90At: NOW + 60 * HOUR }],
    [null, { etaP90At: NOW + 49 * HOUR }],
    ['willBeLate', { etaP90At: null, carrierEtaAt: NOW + 60 * HOUR }],
    [null, { status: 'delivered', promisedAt: NOW - HOUR }],
  ];
  it.each(cases)('is %s', (kind, given) => {
    expect(found(given)).toBe(kind);
  });

  it('has one incident, named by the gravest sign, with the others beside it', () => {
    const finding = findInShipment(
      shipment({ scan: scan('exception', 60, 'lost'), promisedAt: NOW - HOUR }),
      rulesFrom(DEFAULT_SETTINGS),
      NOW,
    );
    expect(finding).toMatchObject({
      kind: 'lost',
      severity: 1,
      key: 'S-1',
      facts: { signs: ['late', 'noScan'] },
    });
  });

  it('is judged by the rules of its segment', () => {
    const rules = rulesFrom({
      ...DEFAULT_SETTINGS,
      segments: { vip: { willBeLate: { severity: 1, threshold: 0 } } },
    });
    const late = { etaP90At: NOW + 49 * HOUR };
    expect(findInShipment(shipment(late), rules, NOW)).toBeNull();
    expect(findInShipment(shipment({ ...late, segment: 'vip' }), rules, NOW)).toMatchObject({ severity: 1 });
    expect(rules('willBeLate', 'vip').respondMinutes).toBe(DEFAULT_RULES.willBeLate.respondMinutes);
  });
});

describe('a wave, a product, a position, a facility and a feed', () => {
  const wave = {
    id: 1,
    number: 'W-1',
    facility: 'LYON',
    orders: 3,
    releaseAt: NOW,
    cutOffAt: NOW + 4 * HOUR,
  };
  it('are late, out, short, overfull or down only beyond their threshold', () => {
    expect(isWaveLate({ ...wave, status: 'planned', unpacked: 0 }, 0.25, NOW + HOUR)).toBe(true);
    expect(isWaveLate({ ...wave, status: 'planned', unpacked: 0 }, 0.25, NOW)).toBe(false);
    expect(isWaveLate({ ...wave, status: 'released', unpacked: 1 }, 0.25, NOW + 4 * HOUR)).toBe(true);
    expect(isWaveLate({ ...wave, status: 'released', unpacked: 0 }, 0.25, NOW + 5 * HOUR)).toBe(false);
    const product = { id: 1, sku: 'LAMP', waitingUnits: 4, valueMinor: 1, currency: 'EUR' };
    expect(isStockOut({ ...product, available: 0, waitingOrders: 2 }, 1)).toBe(true);
    expect(isStockOut({ ...product, available: 1, waitingOrders: 2 }, 1)).toBe(false);
    const position = {
      sku: 'LAMP',
      facility: 'LYON',
      blocked: 1,
      reservedExternal: 2,
      valueMinor: 1,
      currency: 'EUR',
    };
    expect(isStockDiscrepancy({ ...position, onHand: 4, reservedAllocated: 2 }, 1)).toBe(true);
    expect(isStockDiscrepancy({ ...position, onHand: 5, reservedAllocated: 2 }, 1)).toBe(false);
    const load = { id: 1, code: 'LYON', openOrders: 160 };
    expect(isOverCapacity({ ...load, dailyCapacityOrders: 100 }, 1.5)).toBe(true);
    expect(isOverCapacity({ ...load, dailyCapacityOrders: null }, 1.5)).toBe(false);
    const feed = { id: 1, name: 'ERP', intervalSeconds: 60, lastSuccessAt: NOW - HOUR };
    expect(isFeedDown({ ...feed, failures: 3 }, 0.25, NOW)).toBe(true);
    expect(isFeedDown({ ...feed, failures: 2 }, 0.25, NOW)).toBe(false);
    expect(isFeedDown({ ...feed, failures: 9, intervalSeconds: 3600 }, 0.25, NOW)).toBe(false);
  });
});
