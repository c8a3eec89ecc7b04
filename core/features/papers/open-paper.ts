import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import PDFDocument from 'pdfkit';
import type { Paper } from './paper.ts';

/** What a PDF file is, and where it goes. */
export interface PaperFile {
  path: string;
  title: string;
  /** `fr-FR`: what a reading voice goes by. */
  locale: string;
  /** Folder of the packaged resources, with the fonts. */
  resources: string;
  createdAt: number;
  /** Points; A4 unless told. */
  size?: readonly [width: number, height: number];
}

/** Opens a PDF file without pages, with the fonts `regular` and `bold`; `written` settles once it is ended and on disk. */
export function openPaper({ path, title, locale, resources, createdAt, size }: PaperFile): {
  paper: Paper;
  written: Promise<void>;
} {
  const paper = new PDFDocument({
    size: size ? [...size] : 'A4',
    margin: 0,
    autoFirstPage: false,
    // None of its own: a font that is opened twice under two names is opened again for each text.
    font: '',
    lang: locale,
    displayTitle: true,
    info: { Title: title, Creator: 'Vigie', Producer: 'Vigie', CreationDate: new Date(createdAt) },
  });
  paper.registerFont('regular', join(resources, 'fonts', 'inter-regular.ttf'));
  paper.registerFont('bold', join(resources, 'fonts', 'inter-semi-bold.ttf'));
  const file = createWriteStream(path);
  paper.pipe(file);
  return { paper, written: finished(file) };
}
