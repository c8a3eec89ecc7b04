import { describe, expect, test } from 'vitest';
import type { Sample } from '../../../../core/features/import/mapping/profile.ts';
import { proposeMapping } from '../../../../core/features/import/mapping/propose.ts';
import { headerSignature } from '../../../../core/features/import/mapping/signature.ts';
import { createRowReader, mappingProblems } from '../../../../core/features/import/rows/row-reader.ts';

function propose(file: string, columns: string[], rows: string[][]) {
  const sample: Sample = { columns, rows };
  return proposeMapping({ file, format: { format: 'csv', headerRow: 1 } }, sample);
}

function fieldsOf(proposal: ReturnType<typeof propose>) {
  return Object.fromEntries(proposal.columns.map(({ column, field }) => [column, field]));
}

describe('what a file is', () => {
  test.each([
    [
      'warehouses.csv',
      ['code', 'name', 'type', 'city', 'country'],
      ['W1', 'North', 'warehouse', 'Lille', 'FR'],
      'facilities',
    ],
    [
      'Artikel.csv',
      ['Artikelnummer', 'Bezeichnung', 'Gewicht (kg)', 'VK'],
      ['A1', 'Tasse', '0,4', '9,90'],
      'products',
    ],
    ['bestand.csv', ['Artikelnr', 'Lager', 'Bestand', 'Reserviert'], ['A1', 'W1', '12', '2'], 'stock'],
    [
      'clients.csv',
      ['Code client', 'Nom', 'E-mail', 'Ville', 'Pays'],
      ['C1', 'Leroux', 'a@b.example', 'Nantes', 'France'],
      'customers',
    ],
    [
      'orders.csv',
      ['Order number', 'Order date', 'Status', 'Ship to', 'Country'],
      ['1', '2026-01-02', 'open', 'Ann', 'DE'],
      'orders',
    ],
    [
      'lines.csv',
      ['Order number', 'Line', 'SKU', 'Qty', 'Price'],
      ['1', '1', 'A1', '2', '3.50'],
      'orderLines',
    ],
    [
      'po.csv',
      ['PO number', 'SKU', 'Warehouse', 'Qty', 'ETA'],
      ['P1', 'A1', 'W1', '40', '2026-02-01'],
      'inbound',
    ],
    [
      'carriers.csv',
      ['Carrier', 'Service', 'Service level', 'Max weight (kg)'],
      ['DHL', 'STD', 'standard', '31.5'],
      'carriers',
    ],
    [
      'rates.csv',
      ['Service', 'From country', 'To country', 'Up to kg', 'Price', 'Transit days'],
      ['STD', 'FR', 'DE', '5', '6.9', '2'],
      'rates',
    ],
    [
      'shipments.csv',
      ['Shipment', 'Order', 'Tracking number', 'Ship date', 'Status'],
      ['S1', '1', 'T1', '2026-01-03', 'in transit'],
      'shipments',
    ],
    [
      'scans.csv',
      ['Tracking number', 'Event time', 'Event', 'City'],
      ['T1', '2026-01-03 10:00', 'delivered', 'Lyon'],
      'tracking',
    ],
  ])('%s', (file, columns, row, kind) => {
    const proposal = propose(file, columns, [row, row]);
    expect(proposal.mapping.kinds[0]).toBe(kind);
    expect(proposal.missing).toEqual([]);
  });
});

describe('a flat file of order lines', () => {
  const rows = [
    ['536365', '03/01/2011 08:26', '85123A', 'Cœur blanc', '6', '2,55 €', '17850', 'Royaume-Uni'],
    ['536365', '03/01/2011 08:26', '71053', 'Lanterne', '6', '3,39 €', '17850', 'Royaume-Uni'],
    ['536366', '14/01/2011 09:00', '71053', 'Lanterne', '2', '3,39 €', '', 'France'],
    ['C536367', '15/01/2011 10:00', '71053', 'Lanterne', '-1', '3,39 €', '17850', 'Royaume-Uni'],
    ['C536368', '16/01/2011 10:00', '85123A', 'Cœur blanc', '-2', '2,55 €', '17850', 'Royaume-Uni'],
  ];
  const columns = [
    'N° de facture',
    'Date facture',
    'Réf. article',
    'Désignation',
    'Qté',
    'P.U. HT',
    'N° client',
    'Pays',
  ];

  test('is understood with its returns, dates, decimals and currency', () => {
    const proposal = propose('ventes.csv', columns, rows);
    expect(fieldsOf(proposal)).toEqual({
      'N° de facture': 'orderNumber',
      'Date facture': 'orderedAt',
      'Réf. article': 'sku',
      Désignation: 'productName',
      Qté: 'quantity',
      'P.U. HT': 'unitPrice',
      'N° client': 'customerCode',
      Pays: 'country',
    });
    expect(proposal.mapping.kinds).toEqual(['orderLines', 'orders', 'customers', 'products']);
    expect(proposal.mapping.options).toMatchObject({
      decimal: ',',
      dateOrder: 'dmy',
      currency: 'EUR',
      timeZone: 'Europe/London',
      rules: { returnPrefixes: ['C'] },
    });
  });

  test('day and month are told apart by how the dates run when no value proves it', () => {
    const ambiguous = Array.from({ length: 12 }, (_, i) => [
      `${i}`,
      `01/${String(i + 1).padStart(2, '0')}/2024`,
      'A1',
      'x',
      '1',
      '1,00',
      'c',
      'France',
    ]);
    const daily = propose('v.csv', columns, ambiguous);
    expect(daily.mapping.options.dateOrder).toBe('mdy');
    const reversed = ambiguous.map((row) =>
      row.map((cell, i) => (i === 1 ? cell.replace(/^(\d+)\/(\d+)/, '$2/$1') : cell)),
    );
    expect(propose('v.csv', columns, reversed).mapping.options.dateOrder).toBe('dmy');
  });

  test('rows are read by it, and the first thing wrong with one is told', () => {
    const { mapping } = propose('ventes.csv', columns, rows);
    const reader = createRowReader(mapping, columns);
    expect(reader.read(rows[0] ?? [])).toMatchObject({
      sku: '85123A',
      quantity: 6,
      unitPrice: 2.55,
      country: 'GB',
    });
    expect(reader.read(['536369', '31/02/2011', 'A', 'b', '1', '1', '', 'France'])).toMatchObject({
      code: 'noSuchDate',
      column: 'Date facture',
      value: '31/02/2011',
    });
    expect(reader.read(['', '01/02/2011', 'A', 'b', '1', '1', '', 'France'])).toMatchObject({
      code: 'missingValue',
    });
    expect(reader.read([...(rows[0] ?? []), 'more'])).toMatchObject({ code: 'tooManyCells' });
  });
});

test('a mapping that does not fit says what is missing', () => {
  const { mapping } = propose('lines.csv', ['Order number', 'SKU', 'Qty'], [['1', 'A', '2']]);
  expect(mappingProblems(mapping, ['Order number', 'SKU']).map((problem) => problem.code)).toEqual([
    'noSuchColumn',
  ]);
  const { quantity: _, ...columns } = mapping.columns;
  expect(mappingProblems({ ...mapping, columns }, ['Order number', 'SKU'])).toMatchObject([
    { code: 'missingField', field: 'quantity' },
  ]);
});

test('the same headers in another order and writing have one signature', () => {
  expect(headerSignature(['Order No', 'SKU'])).toBe(headerSignature(['sku', 'order_no']));
  expect(headerSignature(['Order No', 'SKU'])).not.toBe(headerSignature(['Order No', 'EAN']));
});
