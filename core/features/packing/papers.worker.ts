import type { TaskTools } from '../../jobs/tasks.ts';
import { openPaper } from '../papers/index.ts';
import { drawLabel } from './draw-label.ts';
import { drawSlip } from './draw-slip.ts';
import { packingWords } from './paper-words.ts';
import type { PackingPapersInput } from './papers-task.ts';

/** Task `packing.papers`: writes labels and slips of packed shipments as one PDF file, shipment by shipment. */
export async function writePackingPapersTask(
  { shipments, kinds, path, resources, createdAt }: PackingPapersInput,
  tools: TaskTools,
): Promise<{ pages: number }> {
  const { locale, title } = packingWords(shipments[0]?.language ?? 'en');
  const { paper, written } = openPaper({ path, title, locale, resources, createdAt });
  let pages = 0;
  paper.on('pageAdded', () => pages++);
  for (const [i, shipment] of shipments.entries()) {
    tools.signal.throwIfAborted();
    const words = packingWords(shipment.language);
    if (kinds.includes('label')) {
      for (const parcel of shipment.parcels) drawLabel(paper, shipment, parcel, words);
    }
    if (kinds.includes('slip')) drawSlip(paper, shipment, words);
    const values = { done: i + 1, shipments: shipments.length };
    tools.progress((i + 1) / shipments.length, { code: 'packing.papers', values });
    await new Promise(setImmediate);
  }
  paper.end();
  await written;
  return { pages };
}
