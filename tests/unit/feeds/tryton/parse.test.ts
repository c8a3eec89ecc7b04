import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { trytonOptions } from '../../../../core/feeds/connectors/tryton/options.ts';
import { parseTryton } from '../../../../core/feeds/connectors/tryton/parse/parse.ts';
import { returnReference } from '../../../../core/feeds/connectors/tryton/parse/returns.ts';
import { DOCUMENTS, POSITIONS } from '../../../../core/feeds/connectors/tryton/sync/models.ts';
import { TRYTON_ANCHOR } from '../../../helpers/tryton-server.ts';

const options = trytonOptions.parse({
  url: 'https://erp.example.com/',
  database: 'erp',
  user: 'tower',
  timeZone: 'Europe/Paris',
});
const VERSION = Date.UTC(2025, 2, 14, 12);
const parse = (kind: string, doc: unknown) =>
  parseTryton(
    { kind, key: '12', version: VERSION, body: typeof doc === 'string' ? doc : JSON.stringify(doc) },
    options,
  );

const product = (code: string, type = 'goods', factor = 1) => ({
  id: 3,
  code,
  type,
  'default_uom.': { id: 1, factor },
});
const line = (id: number, quantity: number, more: object = {}) => ({
  id,
  type: 'line',
  sequence: null,
  quantity,
  unit_price: '10.00',
  'unit.': { id: 1, factor: 1 },
  'product.': product('P-1'),
  'moves.': [],
  ...more,
});
const sale = (more: object) => ({
  id: 12,
  number: '77',
  state: 'processing',
  sale_date: '2025-03-10',
  create_date: '2025-03-10T08:30:00.000Z',
  shipment_state: 'waiting',
  'party.': { id: 1, code: 'C1', name: 'Claes' },
  'warehouse.': { id: 5, code: 'LYS' },
  'lines.': [line(1, 2)],
  'shipments.': [],
  'drop_shipments.': [],
  'shipment_returns.': [],
  ...more,
});
const shipped = (...states: string[]) => states.map((state, id) => ({ id, state }));
const statusOf = (doc: object) => parse('sale.sale', doc).records[0]?.fields.orderStatus;

test('an order stands where its sale and its shipments stand', () => {
  const cases: [object, string][] = [
    [{ state: 'quotation' }, 'received'],
    [{ state: 'confirmed' }, 'open'],
    [{ state: 'cancelled' }, 'cancelled'],
    [{}, 'open'],
    [{ 'shipments.': shipped('waiting') }, 'open'],
    [{ 'shipments.': shipped('cancelled'), shipment_state: 'exception' }, 'open'],
    [{ 'shipments.': shipped('assigned') }, 'released'],
    [{ 'shipments.': shipped('waiting', 'packed') }, 'released'],
    [{ 'shipments.': shipped('picked', 'packed') }, 'picking'],
    [{ 'shipments.': shipped('packed') }, 'packed'],
    [{ 'shipments.': shipped('done', 'waiting') }, 'partiallyShipped'],
    [{ 'shipments.': shipped('done'), shipment_state: 'waiting' }, 'partiallyShipped'],
    [{ 'shipments.': shipped('done'), shipment_state: 'sent' }, 'shipped'],
    [{ 'drop_shipments.': shipped('waiting') }, 'open'],
    [{ 'drop_shipments.': shipped('shipped') }, 'shipped'],
    [{ state: 'done', 'shipments.': shipped('done') }, 'shipped'],
    [{ state: 'done', 'lines.': [line(1, 1, { 'product.': product('S', 'service') })] }, 'delivered'],
  ];
  for (const [more, status] of cases) expect(statusOf(sale(more)), JSON.stringify(more)).toBe(status);
});

test('a draft is no order yet, and takes back what was an order before', () => {
  expect(parse('sale.sale', sale({ state: 'draft', number: null })).records).toEqual([]);
  const { records } = parse('sale.sale', sale({ state: 'draft' }));
  expect(records).toMatchObject([{ kind: 'orders', key: '77', deleted: true }]);
});

test('lines are numbered as they stand in the sale, in the product’s own unit, with what has left', () => {
  const dozen = { 'unit.': { id: 2, factor: 12 }, unit_price: '24.00' };
  const moves = [
    { id: 1, state: 'done', internal_quantity: 12, planned_date: '2025-03-12' },
    { id: 2, state: 'draft', internal_quantity: 12, planned_date: '2025-03-20' },
  ];
  const doc = sale({
    'lines.': [
      line(1, 5, { sequence: 2 }),
      { id: 2, type: 'comment', sequence: 1 },
      line(3, 2, { sequence: 1, ...dozen, 'moves.': moves }),
    ],
  });
  const { records, problems } = parse('sale.sale', doc);
  expect(problems).toEqual([]);
  expect(records[0]?.lines).toMatchObject([
    { lineNumber: 1, quantity: 24, unitPrice: 2, quantityShipped: 12 },
    { lineNumber: 2, quantity: 5, unitPrice: 10, quantityShipped: 0 },
  ]);
  // The end of the last day planned, and the minute it came in, in Paris.
  expect(records[0]?.fields.promisedAt).toBe(Date.UTC(2025, 2, 20, 22, 59));
  expect(records[0]?.fields.orderedAt).toBe(Date.UTC(2025, 2, 10, 8, 30));
});

test('a sale of negative quantities is a return; one of both kinds is an order and a return', () => {
  const back = sale({
    origin_number: '10',
    'lines.': [line(1, -2)],
    'shipment_returns.': [{ id: 1, state: 'received', effective_date: '2025-03-13' }],
  });
  expect(parse('sale.sale', back).records).toMatchObject([
    {
      kind: 'returns',
      key: '77',
      fields: { orderNumber: '10', returnStatus: 'received', facilityCode: 'LYS' },
      lines: [{ quantity: 2 }],
    },
  ]);
  const exchange = sale({ 'lines.': [line(1, -2), line(2, 1)] });
  expect(parse('sale.sale', exchange).records.map(({ kind }) => kind)).toEqual(['orders', 'returns']);
});

test('the return shipment of a return sale is told by the sale; ours comes back under our number', () => {
  const move = (origin: string | null) => ({
    id: 1,
    state: 'draft',
    internal_quantity: 1,
    origin,
    'product.': product('P-1'),
    'from_location.': { id: 7, type: 'customer' },
    unit_price: '36.00',
  });
  const doc = {
    number: '4',
    state: 'draft',
    'warehouse.': { code: 'LYS' },
    'customer.': { code: 'C1' },
    create_date: '2025-03-14T09:00:00.000Z',
  };
  expect(parse('stock.shipment.out.return', { ...doc, 'moves.': [move('sale.line,4')] }).records).toEqual([]);
  const foreign = parse('stock.shipment.out.return', { ...doc, reference: 'RMA-X1', 'moves.': [move(null)] });
  expect(foreign.records[0]).toMatchObject({
    key: 'R-4',
    fields: { returnStatus: 'requested', returnedAt: Date.UTC(2025, 2, 14, 9) },
  });
  const ours = parse('stock.shipment.out.return', {
    ...doc,
    reference: returnReference('RMA-0042', 'b1c2'),
    'moves.': [move(null)],
  });
  expect(ours.records[0]?.key).toBe('RMA-0042');
});

test('numbers of Tryton’s own sequences cannot be taken for one another, those of a company are kept', () => {
  const doc = {
    number: '1',
    state: 'waiting',
    'supplier.': { id: 4, code: '4', name: 'Hartmann' },
    'moves.': [],
  };
  const drop = parse('stock.shipment.drop', doc).records;
  expect(drop.map(({ kind, key }) => [kind, key])).toEqual([
    ['facilities', 'SUP-4'],
    ['shipments', 'D-1'],
  ]);
  expect(parse('stock.shipment.drop', { ...doc, number: 'DROP/2025/1' }).records[1]?.key).toBe('DROP/2025/1');
  expect(parse('product.product', { id: 9, name: 'No code' }).records[0]?.key).toBe('PRODUCT-9');
});

test('weights are grams and volumes millilitres, from whatever unit Tryton has', () => {
  const doc = {
    id: 3,
    code: 'P-1',
    type: 'goods',
    active: 1,
    weight: 3.2,
    'weight_uom.': { factor: 0.001 },
    volume: 0.5,
    'volume_uom.': { factor: 1 },
    list_price: '39.90',
    identifiers: [],
  };
  expect(parse('product.product', doc).records[0]?.fields).toMatchObject({
    weight: 3,
    volume: 500,
    price: 39.9,
    stocked: true,
    active: true,
  });
});

test('parts of units are rounded so that nothing is promised that is not there, and it is said', () => {
  const doc = { product: product('P-1'), warehouse: { id: 5, code: 'LYS' }, quantity: 10.5, assigned: 2.25 };
  const { records, problems } = parse(POSITIONS, doc);
  expect(records[0]).toMatchObject({ key: 'P-1|LYS', fields: { onHand: 10, reserved: 3 } });
  expect(problems.map(({ code, severity }) => [code, severity])).toEqual([
    ['fractionalQuantity', 'warning'],
    ['fractionalQuantity', 'warning'],
  ]);
  expect(parse(POSITIONS, { ...doc, quantity: 3.0000000001, assigned: 0 }).problems).toEqual([]);
});

test('a purchase tells what is on no supplier shipment, and takes back what one has taken over', () => {
  const move = (id: number, code: string, shipment: string | null, state = 'draft') => ({
    id,
    state,
    shipment,
    internal_quantity: 10,
    planned_date: '2025-03-20',
    'product.': product(code),
  });
  const doc = {
    number: '4',
    state: 'processing',
    customer: null,
    'warehouse.': { id: 5, code: 'LYS' },
    'party.': { name: 'Hartmann' },
    'lines.': [],
    'moves.': [
      move(1, 'A', null),
      move(2, 'B', 'stock.shipment.in,1'),
      move(3, 'A', null),
      move(4, 'C', null, 'done'),
    ],
  };
  const { records } = parse('purchase.purchase', doc);
  expect(
    records.map(({ key, deleted, fields }) => [
      key,
      deleted ?? false,
      fields.inboundStatus ?? null,
      fields.quantity ?? null,
    ]),
  ).toEqual([
    ['PO-4|A|LYS', false, 'expected', 20],
    ['PO-4|C|LYS', false, 'received', 10],
    ['PO-4|B|LYS', true, null, null],
  ]);
  expect(parse('purchase.purchase', { ...doc, customer: 9 }).records).toEqual([]);
});

test('what is deleted, unknown or unreadable is said, never thrown', () => {
  expect(
    parseTryton({ kind: 'sale.sale', key: '1', version: null, body: '', deleted: true }, options),
  ).toEqual({ records: [], problems: [] });
  for (const body of ['', '[]', 'null', '{"a":', '7']) {
    expect(parse('sale.sale', body).problems).toMatchObject([{ severity: 'error', code: 'notJson' }]);
  }
  expect(parse('of.another.kind', {}).problems).toMatchObject([{ code: 'unknownKind' }]);
});

test('no document makes a parser throw, whatever stands where', () => {
  const keys = [
    ...new Set(
      DOCUMENTS.flatMap(({ fields }) =>
        fields.flatMap((path) => path.split('.').flatMap((part) => [part, `${part}.`])),
      ),
    ),
  ];
  const tree = fc.letrec((tie) => ({
    value: fc.oneof(
      { maxDepth: 4 },
      fc.jsonValue({ maxDepth: 1 }),
      fc.constantFrom('draft', 'done', 'line', 'customer', '2025-02-30', 'sale.line,1', 1e308, -0.1),
      fc.array(tie('value'), { maxLength: 3 }),
      tie('doc'),
    ),
    doc: fc.dictionary(
      fc.constantFrom(...keys, 'sale_lines', 'roles', 'product', 'warehouse', 'quantity', 'assigned'),
      tie('value'),
      { maxKeys: 12 },
    ),
  }));
  const kinds = [...DOCUMENTS.map(({ model }) => model), POSITIONS];
  fc.assert(
    fc.property(fc.constantFrom(...kinds), tree.doc, (kind, doc) => {
      for (const { fields } of parse(kind, doc).records) {
        for (const value of Object.values(fields))
          if (typeof value === 'number') expect(Number.isNaN(value)).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});

test('the server that CI prepares is the one that the tests start', () => {
  const script = readFileSync(join(import.meta.dirname, '../../../../.ci/run'), 'utf8');
  expect(script).toContain(`--anchor ${TRYTON_ANCHOR}`);
});
