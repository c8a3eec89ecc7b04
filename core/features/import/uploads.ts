import { mkdir, open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { AppContext } from '../context.ts';
import { conflict } from '../procedures.ts';

const LARGEST_UPLOAD_BYTES = 8 * 1024 * 1024 * 1024;

/** Appends a piece of a file that a browser sends; pieces come in order, each at the offset where the last one ended. */
export async function receivePiece(
  ctx: AppContext,
  piece: { uploadId: string; fileName: string; offset: number; contentBase64: string },
): Promise<{ path: string; bytes: number }> {
  const folder = join(ctx.scratch, 'uploads', piece.uploadId);
  await mkdir(folder, { recursive: true });
  const path = join(folder, safeName(piece.fileName));
  const size = (await stat(path).catch(() => null))?.size ?? 0;
  if (piece.offset !== size) {
    throw conflict(`The file has ${size} bytes so far: the next piece must begin there.`, 'wrongOffset');
  }
  const bytes = Buffer.from(piece.contentBase64, 'base64');
  if (size + bytes.length > LARGEST_UPLOAD_BYTES) throw conflict('The file is larger than 8 GB.', 'tooLarge');
  const file = await open(path, 'a');
  try {
    await file.write(bytes);
  } finally {
    await file.close();
  }
  return { path, bytes: size + bytes.length };
}

function safeName(name: string): string {
  const clean = basename(name.replaceAll('\\', '/')).replace(/[^\p{L}\p{N} ._#()-]/gu, '_');
  return clean.replace(/^\.+/, '') || 'file.csv';
}
