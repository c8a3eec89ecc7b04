import type { PickListDetail } from '../../contract/picking.ts';
import type { Cell } from '../exports/index.ts';
import type { PaperWords } from './paper-words.ts';

/** Lists as a table, headings first: a row for each stop and order. Pure. */
export function pickListRows(lists: readonly PickListDetail[], words: PaperWords): Cell[][] {
  const headings = [
    ...[words.list, words.wave, words.facility, words.howPicked, words.position, words.zone, words.bin],
    ...[words.sku, words.product, words.quantity, words.order, words.line, words.shipment, words.compartment],
  ];
  const rows = lists.flatMap((list) =>
    list.walk.flatMap((task) =>
      task.parts.map((part): Cell[] => [
        ...[list.number, list.wave, list.facility, words.method[list.method], task.position, task.zone],
        ...[task.bin, task.sku, task.name, part.quantity, part.order, part.lineNumber, part.shipment],
        part.compartment,
      ]),
    ),
  );
  return [headings, ...rows];
}
