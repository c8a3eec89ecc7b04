import { describe, expect, test } from 'vitest';
import {
  parseAfterShipTracking,
  parseEasyPostTracker,
  readCarrierTime,
  readPlace,
  readStatusWords,
} from '../../../../core/feeds/tracking/index.ts';

const OPTIONS = { timeZone: 'Europe/Paris', words: new Map() };
const place = (city: string | null, country: string | null) => ({
  city,
  country,
  latitude: null,
  longitude: null,
});
const iso = (at: number | undefined) => (at === undefined ? null : new Date(at).toISOString());

describe('places', () => {
  test.each([
    [{ city: 'LYON', state: null, country: 'FR' }, place('Lyon', 'FR')],
    [{ text: 'LYON, FR' }, place('Lyon', 'FR')],
    [{ text: 'MEMPHIS, TN, US' }, place('Memphis', 'US')],
    [{ text: 'Charlestown, SC 29407' }, place('Charlestown', 'US')],
    [{ city: 'AIX-EN-PROVENCE', country: 'FRA' }, place('Aix-En-Provence', 'FR')],
    [{ city: 'Köln, DEU' }, place('Köln', 'DE')],
    [{ text: 'Lyon' }, place('Lyon', null)],
    [{ text: 'FR' }, place(null, 'FR')],
    [{ city: 'Roma', country: 'Italia' }, place('Roma', 'Italia')],
    [{ city: '', country: null, text: null }, place(null, null)],
    [{ city: 7, country: {} }, place(null, null)],
  ])('%j', (written, expected) => {
    expect(readPlace(written)).toEqual(expected);
  });

  test('coordinates are kept unless they are impossible or 0,0', () => {
    expect(readPlace({ latitude: '45.76', longitude: 4.84 })).toMatchObject({
      latitude: 45.76,
      longitude: 4.84,
    });
    expect(readPlace({ latitude: 0, longitude: 0 })).toMatchObject({ latitude: null, longitude: null });
    expect(readPlace({ latitude: 451, longitude: 4 })).toMatchObject({ latitude: null, longitude: null });
  });
});

describe('times', () => {
  test('with a zone mean that instant', () => {
    expect(iso(readCarrierTime('2026-11-24T07:12:00Z', null, 'Asia/Tokyo')?.at)).toBe(
      '2026-11-24T07:12:00.000Z',
    );
    expect(iso(readCarrierTime('2026-11-24 07:12:00+01:00', null, 'UTC')?.at)).toBe(
      '2026-11-24T06:12:00.000Z',
    );
  });

  test('without one mean the wall clock of the place, else of the feed', () => {
    const at = (where: Parameters<typeof readCarrierTime>[1]) =>
      readCarrierTime('2026-07-01T12:00:00', where, 'Europe/Paris');
    expect(iso(at(place('London', 'GB'))?.at)).toBe('2026-07-01T11:00:00.000Z');
    expect(iso(at({ ...place('Denver', 'US'), latitude: 39.74, longitude: -104.99 })?.at)).toBe(
      '2026-07-01T18:00:00.000Z',
    );
    expect(at(place(null, 'US'))).toEqual({ at: Date.UTC(2026, 6, 1, 10), assumed: true });
  });

  test.each([
    '',
    'yesterday',
    '2026-13-01T00:00:00Z',
    '1970-01-01T00:00:00Z',
    '9999-01-01',
    'x'.repeat(5000),
    5,
    null,
  ])('%j is none', (value) => {
    expect(readCarrierTime(value, null, 'UTC')).toBeNull();
  });
});

const TRACKER = {
  id: 'trk_1',
  object: 'Tracker',
  tracking_code: ' 9400110898825022579493 ',
  status: 'in_transit',
  updated_at: '2026-11-24T08:00:00Z',
  est_delivery_date: '2026-11-26T17:00:00Z',
  carrier: 'USPS',
  tracking_details: [
    {
      message: 'Arrived at  Regional Facility',
      status: 'in_transit',
      status_detail: 'arrived_at_facility',
      datetime: '2026-11-24T07:12:00Z',
      tracking_location: { city: 'CHARLESTON', state: 'SC', country: 'US', zip: '29407' },
    },
    {
      message: 'Pre-Shipment Info Sent to USPS',
      status: 'pre_transit',
      status_detail: 'label_created',
      datetime: '2026-11-23T10:00:00Z',
      tracking_location: { city: null, state: null, country: null, zip: null },
    },
  ],
};

describe('EasyPost trackers', () => {
  const parse = (tracker: unknown) => parseEasyPostTracker(JSON.stringify(tracker), OPTIONS);

  test('become one record an event, the oldest first, with the carrier’s words; the newest carries the ETA', () => {
    const { records, problems } = parse(TRACKER);
    expect(problems).toEqual([]);
    expect(records.map(({ fields }) => [fields.milestone, fields.eventDescription, fields.etaAt])).toEqual([
      ['booked', 'Pre-Shipment Info Sent to USPS', null],
      ['atHub', 'Arrived at Regional Facility', Date.UTC(2026, 10, 26, 17)],
    ]);
    expect(records[1]).toMatchObject({
      kind: 'tracking',
      upstream: 'trk_1',
      version: Date.UTC(2026, 10, 24, 8),
      fields: { trackingNumber: '9400110898825022579493', city: 'Charleston', country: 'US' },
    });
    expect(new Set(records.map(({ key }) => key)).size).toBe(2);
  });

  test('one that is only announced is booked; one of which nothing is known says nothing', () => {
    const bare = {
      ...TRACKER,
      tracking_details: [],
      status: 'pre_transit',
      created_at: '2026-11-23T09:00:00Z',
    };
    expect(parse(bare).records.map(({ fields }) => [fields.milestone, fields.occurredAt])).toEqual([
      ['booked', Date.UTC(2026, 10, 23, 9)],
    ]);
    expect(parse({ ...bare, status: 'unknown' })).toEqual({ records: [], problems: [] });
  });

  test('bad events are told with their place and the good ones are used', () => {
    const { records, problems } = parse({
      ...TRACKER,
      tracking_details: [
        ...TRACKER.tracking_details,
        'scan',
        { ...TRACKER.tracking_details[0], datetime: 'noon' },
        { ...TRACKER.tracking_details[0], status: 'teleported' },
      ],
    });
    expect(records).toHaveLength(2);
    expect(problems.map(({ code, place: where }) => [code, where])).toEqual([
      ['badEvent', '$.tracking_details[2]'],
      ['badTime', '$.tracking_details[3].datetime'],
      ['unknownStatus', '$.tracking_details[4].status'],
    ]);
  });

  test('own words count before the lists', () => {
    const { words } = readStatusWords('teleported = delivered\narrived at regional facility = customs');
    const tracker = {
      ...TRACKER,
      tracking_details: [
        { ...TRACKER.tracking_details[0], message: '', status: 'teleported' },
        TRACKER.tracking_details[0],
      ],
    };
    const { records, problems } = parseEasyPostTracker(JSON.stringify(tracker), { timeZone: 'UTC', words });
    expect(problems).toEqual([]);
    expect(records.map(({ fields }) => fields.milestone).sort()).toEqual(['customs', 'delivered']);
  });

  test('two scans of one instant with one meaning are one event with both words', () => {
    const [scan] = TRACKER.tracking_details;
    const { records } = parse({
      ...TRACKER,
      tracking_details: [scan, { ...scan, message: 'Processed' }, scan],
    });
    expect(records.map(({ fields }) => fields.eventDescription)).toEqual([
      'Arrived at Regional Facility; Processed',
    ]);
  });

  test.each(['', '[]', 'null', '{', '{"tracking_code":""}', '{"tracking_details":5}', '"x"'])(
    '%s is refused with a reason',
    (body) => {
      const { records, problems } = parseEasyPostTracker(body, OPTIONS);
      expect(records).toEqual([]);
      expect(problems[0]?.severity).toBe('error');
      expect(problems[0]?.reason).not.toBe('');
    },
  );

  test('ten thousand events stay bounded', () => {
    const [scan] = TRACKER.tracking_details;
    const details = Array.from({ length: 10_000 }, (_, minute) => ({
      ...scan,
      datetime: new Date(Date.UTC(2026, 0, 1) + minute * 60_000).toISOString(),
    }));
    const { records } = parse({ ...TRACKER, tracking_details: details });
    expect(records).toHaveLength(500);
    expect(records.at(-1)?.fields.occurredAt).toBe(Date.UTC(2026, 0, 1) + 9_999 * 60_000);
  });
});

describe('AfterShip trackings', () => {
  const TRACKING = {
    id: 'as1',
    tracking_number: '61293150000079650811',
    slug: 'chronopost',
    tag: 'Delivered',
    order_id: 'SO-77',
    updated_at: '2026-07-02T10:00:00+00:00',
    expected_delivery: '2026-07-03',
    checkpoints: [
      {
        slug: 'chronopost',
        tag: 'InTransit',
        subtag: 'InTransit_003',
        message: 'Arrivée au hub',
        checkpoint_time: '2026-07-01T06:00:00',
        location: 'LYON, FR',
        country_iso3: 'FRA',
      },
      {
        tag: 'Delivered',
        subtag: 'Delivered_003',
        message: 'Livré',
        checkpoint_time: '2026-07-02T09:30:00+02:00',
        city: 'Paris',
        country_region: 'FRA',
        coordinate: { latitude: 48.86, longitude: 2.35 },
      },
    ],
  };

  test('become records; times without a zone are those of the place', () => {
    const { records, problems } = parseAfterShipTracking(JSON.stringify(TRACKING), {
      timeZone: 'UTC',
      words: new Map(),
    });
    expect(problems).toEqual([]);
    expect(records.map(({ fields }) => fields)).toMatchObject([
      {
        milestone: 'atHub',
        occurredAt: Date.UTC(2026, 6, 1, 4),
        city: 'Lyon',
        country: 'FR',
        orderNumber: 'SO-77',
      },
      {
        milestone: 'delivered',
        occurredAt: Date.UTC(2026, 6, 2, 7, 30),
        latitude: 48.86,
        eventDescription: 'Livré',
        etaAt: null,
      },
    ]);
  });

  test('a pending one says nothing, an unknown tag is told', () => {
    const bare = { ...TRACKING, tag: 'Pending', checkpoints: [] };
    expect(parseAfterShipTracking(JSON.stringify(bare), OPTIONS)).toEqual({ records: [], problems: [] });
    const odd = { ...TRACKING, checkpoints: [{ ...TRACKING.checkpoints[0], tag: 'Odd', subtag: '' }] };
    expect(parseAfterShipTracking(JSON.stringify(odd), OPTIONS).problems).toMatchObject([
      { code: 'unknownStatus', place: '$.checkpoints[0].tag', value: '"Odd"' },
    ]);
  });
});
