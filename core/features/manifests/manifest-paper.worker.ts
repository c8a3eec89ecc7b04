import { writeFile } from 'node:fs/promises';
import { csvLine, csvStyle } from '../exports/index.ts';
import { openPaper } from '../papers/index.ts';
import { drawManifest } from './draw-manifest.ts';
import type { ManifestPaperInput } from './manifest-paper-task.ts';
import { manifestRows } from './manifest-rows.ts';
import { manifestWords } from './manifest-words.ts';

/** Task `manifests.paper`: writes a manifest as a CSV or PDF file. */
export async function writeManifestTask(input: ManifestPaperInput): Promise<{ pages: number }> {
  const { manifest, language, path, resources, createdAt } = input;
  const words = manifestWords(language);
  if (input.format === 'csv') {
    const style = csvStyle(language, manifest.timeZone);
    const lines = manifestRows(manifest, words).map((row) => csvLine(row, style));
    await writeFile(path, `\uFEFF${lines.join('')}`);
    return { pages: 0 };
  }
  const title = `${words.title} ${manifest.number}`;
  const { paper, written } = openPaper({ path, title, locale: words.locale, resources, createdAt });
  let pages = 0;
  paper.on('pageAdded', () => pages++);
  drawManifest(paper, manifest, words);
  paper.end();
  await written;
  return { pages };
}
