import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MILESTONES } from '../../../../core/contract/tracking.ts';
import {
  deriveFromScans,
  type ScanFacts,
  shipmentFacts,
} from '../../../../core/features/shipments/derive-status.ts';

const scan = (occurredAt: number, milestone: string, etaAt: number | null = null): ScanFacts => ({
  occurredAt,
  milestone,
  etaAt,
});
const statusOf = (...scans: ScanFacts[]) => deriveFromScans(scans).status;

describe('what scans amount to', () => {
  it('an announced parcel has not left', () => {
    expect(deriveFromScans([scan(1, 'booked')])).toEqual({
      status: null,
      shippedAt: null,
      deliveredAt: null,
      etaAt: null,
    });
  });

  it('a delivery stands against older scans that come later', () => {
    expect(statusOf(scan(5, 'delivered'), scan(2, 'inTransit'), scan(3, 'exception'))).toBe('delivered');
    expect(statusOf(scan(5, 'delivered'), scan(6, 'exception'))).toBe('delivered');
  });

  it('trouble lasts until the goods move again', () => {
    expect(statusOf(scan(1, 'pickedUp'), scan(2, 'exception'))).toBe('exception');
    expect(statusOf(scan(1, 'pickedUp'), scan(2, 'exception'), scan(3, 'outForDelivery'))).toBe('inTransit');
    expect(statusOf(scan(3, 'exception'), scan(1, 'outForDelivery'))).toBe('exception');
  });

  it('a return is final', () => {
    expect(statusOf(scan(4, 'returned'), scan(5, 'inTransit'), scan(6, 'delivered'))).toBe('returned');
  });

  it('dates are those of the first scan with the carrier and the first delivery, the ETA that of the latest scan', () => {
    const scans = [
      scan(9, 'delivered'),
      scan(1, 'booked', 70),
      scan(3, 'atHub', 90),
      scan(2, 'pickedUp', 80),
      scan(11, 'delivered'),
    ];
    expect(deriveFromScans(scans)).toEqual({ status: 'delivered', shippedAt: 2, deliveredAt: 9, etaAt: 90 });
  });

  it('is the same in whatever order scans come', () => {
    const anyScan = fc.record({
      occurredAt: fc.integer({ min: 1, max: 6 }),
      milestone: fc.constantFrom(...MILESTONES),
      etaAt: fc.constant(null),
    });
    fc.assert(
      fc.property(fc.array(anyScan, { maxLength: 8 }), fc.infiniteStream(fc.nat()), (scans, keys) => {
        const shuffled = scans
          .map((one) => ({ one, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ one }) => one);
        expect(deriveFromScans(shuffled)).toEqual(deriveFromScans(scans));
      }),
    );
  });
});

describe('what a shipment is', () => {
  const nothing = { status: null, shippedAt: null, deliveredAt: null, etaAt: null };
  const planned = { status: 'planned', shippedAt: null, deliveredAt: null, carrierEtaAt: null };

  it('scans show it further on than its owner knows', () => {
    const scanned = deriveFromScans([scan(5, 'pickedUp')]);
    const facts = shipmentFacts(planned, { ...nothing, status: 'packed' }, scanned, null);
    expect(facts).toMatchObject({ status: 'inTransit', shippedAt: 5 });
  });

  it('its owner says that it arrived before the carrier does', () => {
    const scanned = deriveFromScans([scan(5, 'pickedUp')]);
    const said = { ...nothing, status: 'delivered', deliveredAt: 9 };
    expect(shipmentFacts(planned, said, scanned, null)).toMatchObject({
      status: 'delivered',
      deliveredAt: 9,
    });
  });

  it('its owner takes its departure back', () => {
    const gone = { status: 'inTransit', shippedAt: 5, deliveredAt: null, carrierEtaAt: null };
    const facts = shipmentFacts(gone, { ...nothing, status: 'planned' }, nothing, null);
    expect(facts).toMatchObject({ status: 'planned', shippedAt: null });
  });

  it('without an owner, a status that came from scans follows them, another one stands against older scans', () => {
    const before = deriveFromScans([scan(3, 'exception')]);
    const after = deriveFromScans([scan(3, 'exception'), scan(4, 'atHub')]);
    const troubled = { status: 'exception', shippedAt: 1, deliveredAt: null, carrierEtaAt: null };
    expect(shipmentFacts(troubled, nothing, after, before).status).toBe('inTransit');
    const delivered = { ...troubled, status: 'delivered', deliveredAt: 8 };
    expect(shipmentFacts(delivered, nothing, after, before)).toMatchObject({
      status: 'delivered',
      deliveredAt: 8,
    });
  });
});
