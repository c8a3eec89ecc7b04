import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readInstanceFile, writeInstanceFile } from '../../../../core/host/commands/instance-file.ts';
import { generateInstance } from '../../../../core/solvers/sourcing/instance/generate-instance.ts';
import { readInstance } from '../../../../core/solvers/sourcing/instance/read-instance.ts';

const folder = mkdtempSync(join(tmpdir(), 'vigie-instance-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const SMALL = {
  format: 'vigie-sourcing/1',
  orders: [{ id: 'O', lat: 1, lon: 2, lines: [{ product: 'P', quantity: 2 }] }],
  stock: [{ facility: 'F', product: 'P', available: 3.7 }],
  products: [{ id: 'P' }],
  facilities: [{ id: 'F', lat: 0, lon: 0 }],
  shipping: {},
};

/** The small instance with one value changed. */
function changed(path: (string | number)[], value: unknown): unknown {
  const document = structuredClone(SMALL);
  let at: Record<string | number, unknown> = document;
  for (const step of path.slice(0, -1)) at = at[step] as Record<string | number, unknown>;
  at[path.at(-1) as string] = value;
  return document;
}

describe('an instance', () => {
  it('may leave out what has an obvious meaning, and mention things before it lists them', () => {
    const instance = readInstance(SMALL);
    expect(instance.facilities.orderCapacity[0]).toBe(Number.POSITIVE_INFINITY);
    expect(instance.stock.available[0]).toBe(3);
    expect(instance.stock.unitOpportunityCost[0]).toBe(0);
    expect(instance.orders.shipComplete[0]).toBe(0);
    expect(instance.orders.maxShipments[0]).toBeGreaterThan(1000);
    expect(instance.shipping.maxKm).toBe(Number.POSITIVE_INFINITY);
  });

  it.each<[(string | number)[], unknown, string]>([
    [
      ['orders', 0, 'lines', 0, 'quantity'],
      'two',
      'orders[0].lines[0].quantity: must be a number, not "two"',
    ],
    [['orders', 0, 'lines', 0, 'quantity'], 1.5, 'orders[0].lines[0].quantity: must be a whole number'],
    [['orders', 0, 'lines', 0, 'quantity'], -1, 'orders[0].lines[0].quantity: must be 0 or more'],
    [['orders', 0, 'lines', 0, 'quantity'], undefined, 'orders[0].lines[0].quantity: is missing'],
    [['orders', 0, 'lines', 0, 'product'], 'X', 'orders[0].lines[0].product: X is not in products'],
    [['orders', 0, 'lines'], {}, 'orders[0].lines: must be a list'],
    [['orders', 0, 'lat'], 91, 'orders[0].lat: 91 is not between'],
    [['orders', 0, 'shipComplete'], 'no', 'orders[0].shipComplete: must be true or false'],
    [['stock', 0, 'facility'], 'Y', 'stock[0].facility: Y is not in facilities'],
    [['stock', 1], SMALL.stock[0], 'stock[1]: is the same product in the same facility as stock[0]'],
    [['facilities', 1], SMALL.facilities[0], 'facilities[1].id: F occurs twice'],
    [['products'], 5, 'products: must be a list'],
    [['shipping'], undefined, 'shipping'],
    [['format'], 'vigie-sourcing/9', 'format: must be "vigie-sourcing/1"'],
  ])('says where something is wrong: %j = %j', (path, value, message) => {
    expect(() => readInstance(changed(path, value))).toThrow(message);
  });
});

describe('an instance file', () => {
  it('is read as it was written, in pieces', async () => {
    const shape = {
      orders: 5000,
      facilities: 20,
      products: 900,
      scarcity: 0.5,
      tightness: 0.5,
      linesAtMost: 5,
      seed: 3,
    };
    const instance = generateInstance(shape);
    const path = join(folder, 'large.json');
    await writeInstanceFile(path, instance);
    expect(await readInstanceFile(path)).toEqual(instance);
  });

  it.each([
    ['{"format":', 'ends too early'],
    ['[]', 'must be an object'],
    ['{"orders":[{"id":"}]"},]}', 'orders: is not JSON'],
    ['{"a b":[1,{"x":"]"}],"format":"x","shipping":{}}', 'format: must be'],
  ])('that is broken is refused with the reason: %s', async (text, message) => {
    const path = join(folder, 'broken.json');
    writeFileSync(path, text);
    await expect(readInstanceFile(path)).rejects.toThrow(message);
  });
});
