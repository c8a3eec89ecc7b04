import { toDecimal } from '../../core/feeds/connectors/tryton/rpc/values.ts';
import { createRandom } from '../../core/kernel/random.ts';
import { type Row, stamp } from './tryton-rows.ts';

export interface CompanySize {
  products: number;
  parties: number;
  sales: number;
  /** Rows of files: half stock, half scans. */
  fileRows: number;
}

const CITIES = [
  ['Lyon', '69007', 'FR'],
  ['Madrid', '28045', 'ES'],
  ['Leipzig', '04109', 'DE'],
  ['Milano', '20124', 'IT'],
] as const;
/** The first shipments are left to commands: no scan tells that they have gone. */
export const COMMANDED = 40;
const WAREHOUSES = ['LYS', 'ZAZ', 'LEJ'];

const date = (day: number) => ({ __class__: 'date', year: 2026, month: 3, day });

/** The rows of a company in the shape of Tryton's models; the same for the same size. */
export function makeCompany({ products, parties, sales }: CompanySize): Map<string, Map<number, Row>> {
  const random = createRandom(11);
  const tables = new Map<string, Map<number, Row>>();
  let ids = 0;
  const add = (model: string, values: Row): Row => {
    const id = ++ids;
    const row = { id, create_date: stamp(), write_date: null, ...values };
    const table = tables.get(model) ?? new Map<number, Row>();
    tables.set(model, table.set(id, row));
    return row;
  };
  const currency = { id: ++ids, code: 'EUR' };
  add('company.company', { currency, party: null });
  const unit = { id: ++ids, factor: 1, symbol: 'u' };
  const addressOf = (i: number): Row => {
    const [city, postal, code] = CITIES[i % CITIES.length] ?? CITIES[0];
    const country = { id: 1, code };
    return {
      id: ++ids,
      create_date: stamp(),
      write_date: null,
      street: `${i} rue`,
      postal_code: postal,
      city,
      country,
      subdivision: null,
      party_name: null,
      name: null,
      active: true,
      delivery: true,
      sequence: 1,
    };
  };
  const warehouses = WAREHOUSES.map((code, i) =>
    add('stock.location', {
      code,
      name: `Warehouse ${code}`,
      type: 'warehouse',
      active: true,
      address: addressOf(i),
      warehouse: null,
    }),
  );
  for (const warehouse of warehouses) warehouse.warehouse = warehouse;
  const goods = Array.from({ length: products }, (_, i) =>
    add('product.product', {
      code: `SKU-${i}`,
      name: `Product ${i}`,
      type: 'goods',
      active: true,
      weight: 0.5,
      weight_uom: unit,
      volume: null,
      volume_uom: null,
      list_price: toDecimal('19.90'),
      cost_price: toDecimal('9.10'),
      identifiers: [],
      categories: [],
      account_category: null,
      default_uom: unit,
      template: { id: ++ids, create_date: stamp(), write_date: null, list_prices: [] },
      cost_prices: [],
    }),
  );
  const customers = Array.from({ length: parties }, (_, i) =>
    add('party.party', {
      code: `C-${i}`,
      name: `Customer ${i}`,
      active: true,
      categories: [],
      addresses: [addressOf(i)],
      contact_mechanisms: [],
    }),
  );
  for (let i = 0; i < sales; i++) {
    const party = random.pick(customers);
    const warehouse = random.pick(warehouses);
    const [address] = party.addresses as Row[];
    const sale = add('sale.sale', {
      number: `SO-${i}`,
      reference: null,
      state: 'processing',
      sale_date: date(2),
      shipping_date: date(20),
      origin: null,
      currency,
      untaxed_amount_cache: toDecimal('100.00'),
      shipment_state: 'waiting',
      invoice_state: 'none',
      party,
      shipment_party: null,
      shipment_address: address,
      warehouse,
      lines: [],
      shipments: [],
      drop_shipments: [],
      shipment_returns: [],
    });
    const shipment = add('stock.shipment.out', {
      number: `SH-${i}`,
      reference: null,
      state: 'waiting',
      planned_date: date(20),
      effective_date: null,
      weight: 1,
      cost: null,
      carrier: null,
      customer: party,
      warehouse,
      delivery_address: address,
      partially_assigned: false,
      inventory_moves: [],
      moves: [],
      packages: [
        { id: ++ids, code: `P-${i}`, shipping_reference: `TRK-${i}`, create_date: stamp(), write_date: null },
      ],
    });
    (sale.shipments as Row[]).push(shipment);
    for (let line = 0; line < 1 + (i % 3); line++) {
      const product = goods[(i * 7 + line) % goods.length] as Row;
      const row = add('sale.line', {
        sale,
        type: 'line',
        sequence: line,
        quantity: 1 + (line % 4),
        unit_price: toDecimal('19.90'),
        unit,
        product,
        moves: [],
      });
      (sale.lines as Row[]).push(row);
      const move = add('stock.move', {
        product,
        internal_quantity: row.quantity,
        state: 'draft',
        planned_date: date(20),
        origin: `sale.line,${row.id}`,
        shipment: `stock.shipment.out,${shipment.id}`,
        from_location: warehouse,
        to_location: { id: 2, type: 'customer', warehouse: null },
        sale,
        purchase: null,
      });
      (row.moves as Row[]).push(move);
      (shipment.moves as Row[]).push(move);
    }
  }
  return tables;
}

export interface MadeFile {
  name: string;
  text: string;
}

/** Files of stock and of scans: rows twice, files twice, newer before older, and some rows that nobody can use. */
export function makeFiles({ fileRows, products, sales }: CompanySize): MadeFile[] {
  const random = createRandom(23);
  const files: MadeFile[] = [];
  const perFile = 250;
  const stockRows: string[] = [];
  for (let i = 0; i < fileRows / 2; i++) {
    const broken = i % 97 === 96;
    stockRows.push(
      `SKU-${i % products};${WAREHOUSES[(i * 5 + Math.floor(i / products)) % 3]};${broken ? 'many' : random.integer(0, 500)}`,
    );
  }
  const scanRows: string[] = [];
  for (let i = 0; i < fileRows / 2; i++) {
    const shipment = random.integer(COMMANDED, sales - 1);
    const hour = random.integer(0, 23);
    const milestone = ['pickedUp', 'inTransit', 'atHub', 'outForDelivery'][i % 4];
    scanRows.push(
      `TRK-${shipment};2026-03-${String(1 + (i % 27)).padStart(2, '0')}T${String(hour).padStart(2, '0')}:00:00Z;${milestone};Scan ${i % 9}`,
    );
    if (i % 10 === 0) scanRows.push(scanRows.at(-1) ?? '');
  }
  const cut = (kind: string, header: string, rows: readonly string[]) => {
    for (let from = 0; from < rows.length; from += perFile) {
      files.push({
        name: `${kind}-${String(files.length).padStart(4, '0')}.csv`,
        text: `${header}\n${rows.slice(from, from + perFile).join('\n')}\n`,
      });
    }
  };
  cut('stock', 'sku;facilityCode;onHand', stockRows);
  cut('scans', 'trackingNumber;occurredAt;milestone;eventDescription', scanRows);
  const again = files
    .filter((_, i) => i % 8 === 7)
    .map(({ name, text }) => ({ name: `again-${name}`, text }));
  return [...files, ...again];
}
