import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '../../core/db/database.ts';
import { openGazetteer } from '../../core/features/places/index.ts';
import { resourcesFolder } from '../../core/host/environment.ts';
import { applyRecords } from '../../core/feeds/apply/apply-records.ts';
import { record, type FeedRecord } from '../../core/feeds/record.ts';

const db = await openDatabase({ file: join(mkdtempSync(join(tmpdir(), 'ab-')), 'a.vigie') }, process.env.SQLLOG ? { log: (s, ms) => { const k = s.slice(0, 90); const e = log.get(k) ?? [0, 0]; log.set(k, [e[0] + ms, e[1] + 1]); } } : {});
const log = new Map<string, [number, number]>();
const ctx = { db, places: openGazetteer(resourcesFolder) };
const feed = { id: 1, code: 'x' };
await db.write((trx) => trx.insertInto('feed').values({ id: 1, code: 'x', name: 'x', connector: 'x', options_json: '{}', kinds_json: '[]', delivers_json: '[]', active: 1, interval_seconds: 0, budget_per_hour: null, created_at: 0, updated_at: 0 }).execute());
async function apply(records: FeedRecord[], size = 2000) {
  const t = performance.now(); const cpu0 = process.cpuUsage();
  let problems = 0, changed = 0;
  for (let i = 0; i < records.length; i += size) {
    const r = records.slice(i, i + size).map((x, item) => ({ ...x, item, itemKind: x.kind, itemKey: x.key }));
    const o = await db.write((trx, tools) => applyRecords(ctx, { trx, tools, at: Date.now() }, feed, r));
    for (const v of o.byItem.values()) { problems += v.problems.length; changed += v.changed; }
  }
  const ms = performance.now() - t; const c = process.cpuUsage(cpu0); const cms = (c.user + c.system) / 1000;
  console.log(records[0]?.kind.padEnd(12), records.length, `${Math.round(ms)} ms`, `${Math.round(records.length / ms * 1000)}/s`, `cpu ${Math.round(cms)} ms = ${Math.round(records.length / cms * 1000)}/s`, { changed, problems });
}
const P = 20000, F = 10, N = 40000;
await apply(Array.from({ length: F }, (_, i) => record('facilities', { facilityCode: `F${i}`, latitude: 45, longitude: 5 })));
await apply(Array.from({ length: P }, (_, i) => record('products', { sku: `SKU-${i}`, productName: `Product ${i}` })));
const stock = (v: number) => Array.from({ length: N }, (_, i) => record('stock', { sku: `SKU-${(i * 7919) % P}`, facilityCode: `F${Math.floor(i / P)}`, onHand: (i * 31 + v) % 500 + v, reserved: 0 }, { version: v, upstream: `s,${i}` }));
await apply(stock(1)); log.clear();
await apply(stock(2));
const top = () => { for (const [k, [ms, n]] of [...log].sort((a, b) => b[1][0] - a[1][0]).slice(0, 10)) console.log('   ', Math.round(ms), 'ms', n, k.replace(/\s+/g, ' ')); log.clear(); };
top();
const S = 20000;
await apply(Array.from({ length: S }, (_, i) => record('orders', { orderNumber: `SO${i}`, orderedAt: 1e12, orderStatus: 'open' }, { lines: [{ sku: `SKU-${i}`, quantity: 2, unitPrice: 3, lineNumber: 1 }, { sku: `SKU-${(i + 1) % P}`, quantity: 1, unitPrice: 3, lineNumber: 2 }] })));
top();
await apply(Array.from({ length: S }, (_, i) => record('shipments', { shipmentNumber: `SH${i}`, orderNumber: `SO${i}`, facilityCode: `F${i % F}`, shipmentStatus: 'packed', trackingNumber: `TRK${i}` }, { lines: [{ sku: `SKU-${i}`, quantity: 2, lineNumber: 1 }, { sku: `SKU-${(i + 1) % P}`, quantity: 1, lineNumber: 2 }] })));
top();
const M = ['booked', 'pickedUp', 'inTransit', 'atHub', 'outForDelivery', 'delivered'];
const track = (from: number, to: number) => { const out: FeedRecord[] = []; for (let m = from; m < to; m++) for (let i = 0; i < S; i++) out.push(record('tracking', { trackingNumber: `TRK${i}`, milestone: M[m], occurredAt: 1e12 + m * 3600000, eventDescription: 'Some words of the carrier', city: 'Lyon', country: 'FR' })); return out; };
await apply(track(0, 1)); top();
await apply(track(1, 2)); top();
await apply(track(2, 5)); top();
await apply(track(5, 6)); top();
// mixed: each shipment's whole history in a row
await db.close();
