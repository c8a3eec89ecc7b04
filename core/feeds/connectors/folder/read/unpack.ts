import { createReadStream, type ReadStream } from 'node:fs';
import { type FileHandle, mkdir, open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Transform } from 'node:stream';
import { constants, createGunzip, createInflateRaw } from 'node:zlib';
import type { RecordProblem } from '../../../../contract/feed-records.ts';
import { fileError } from './file-reading.ts';

const LARGEST_UNPACKED_BYTES = 2 * 1024 * 1024 * 1024;
const RATIO_MATTERS_FROM_BYTES = 32 * 1024 * 1024;
const HIGHEST_RATIO = 250;

/** A file as it can be read: itself, or what it unpacks to, as far as that goes. */
export interface Unpacked {
  path: string;
  problem: RecordProblem | null;
}

/**
 * Unpacks a gzipped file into `scratch`. A truncated or damaged one is unpacked as far as it is good; one that unpacks to
 * far more than its size is given up at a bound.
 */
export async function unpack(path: string, scratch: string): Promise<Unpacked> {
  const { size, gzipped } = await inspect(path);
  if (!gzipped) return { path, problem: null };
  const folder = join(scratch, 'unpacked');
  await mkdir(folder, { recursive: true });
  const target = join(folder, basename(path).replace(/\.gz$/i, ''));
  const file = await open(target, 'w', 0o600);
  try {
    return { path: target, problem: await pour(path, size, file) };
  } finally {
    await file.close();
  }
}

async function inspect(path: string): Promise<{ size: number; gzipped: boolean }> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(3), 0, 3, 0);
    const gzipped = bytesRead === 3 && buffer[0] === 0x1f && buffer[1] === 0x8b && buffer[2] === 8;
    return { size: (await file.stat()).size, gzipped };
  } finally {
    await file.close();
  }
}

async function pour(path: string, size: number, target: FileHandle): Promise<RecordProblem | null> {
  // With this flush, a file that ends early gives up all that it holds; that it is incomplete shows at its trailer.
  const whole = await pump(
    createReadStream(path),
    createGunzip({ finishFlush: constants.Z_SYNC_FLUSH }),
    size,
    target,
  );
  if (typeof whole !== 'number') {
    if (!whole.damaged) return whole.problem;
    await target.truncate(0);
    await salvage(path, size, target);
    return whole.problem;
  }
  return (await endsWell(path, size, whole))
    ? null
    : fileError(
        'truncatedFile',
        'The compressed file ends early; what it holds was read. Send it again, whole.',
      );
}

const SALVAGE_BYTES = 1024;

/** Unpacks a damaged file in small pieces, without asking for its checksum: what comes before the damage is good. */
async function salvage(path: string, size: number, target: FileHandle): Promise<void> {
  const start = await headLength(path);
  if (start === null) return;
  const raw = createInflateRaw({ chunkSize: SALVAGE_BYTES, finishFlush: constants.Z_SYNC_FLUSH });
  await pump(createReadStream(path, { start }), raw, size, target);
}

/** Bytes before the packed data; null when the file has more in its head than a name and a comment. */
async function headLength(path: string): Promise<number | null> {
  const file = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0);
    const flags = buffer[3] ?? 0;
    let at = 10;
    if (flags & 4) at += 2 + buffer.readUInt16LE(at);
    for (const flag of [8, 16]) if (flags & flag) at = buffer.indexOf(0, at) + 1;
    if (flags & 2) at += 2;
    return at >= 10 && at < bytesRead ? at : null;
  } finally {
    await file.close();
  }
}

interface Cut {
  problem: RecordProblem;
  damaged: boolean;
}

/** Writes what comes out; the number of bytes, or why it stopped. */
async function pump(
  raw: ReadStream,
  stream: Transform,
  size: number,
  target: FileHandle,
): Promise<number | Cut> {
  raw.on('error', (error) => stream.destroy(error));
  raw.pipe(stream);
  let written = 0;
  try {
    for await (const chunk of stream) {
      const { length } = chunk as Buffer;
      if (written + length > LARGEST_UNPACKED_BYTES) return bomb('more than 2 GB');
      if (written + length > RATIO_MATTERS_FROM_BYTES && (written + length) / size > HIGHEST_RATIO) {
        return bomb(`more than ${HIGHEST_RATIO} times its size`);
      }
      await target.write(chunk as Buffer, 0, length, written);
      written += length;
    }
    return written;
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    const reason = `The compressed file is damaged (${detail}); what came before the damage was read. Send it again.`;
    return { problem: fileError('damagedArchive', reason), damaged: true };
  } finally {
    stream.destroy();
    raw.destroy();
  }
}

function bomb(what: string): Cut {
  const problem = fileError(
    'unsafeArchive',
    `The compressed file unpacks to ${what}: it was not unpacked further. Send it in parts, or not compressed.`,
  );
  return { problem, damaged: false };
}

/** Whether the trailer tells of as many bytes as came out (files joined of several tell of the last one only). */
async function endsWell(path: string, size: number, written: number): Promise<boolean> {
  const file = await open(path, 'r');
  try {
    const { buffer } = await file.read(Buffer.alloc(4), 0, 4, Math.max(0, size - 4));
    const told = buffer.readUInt32LE(0);
    return (
      told === written % 2 ** 32 || (told < written && told > 0 && (await hasSeveralMembers(file, size)))
    );
  } finally {
    await file.close();
  }
}

const LOOK_BYTES = 1024 * 1024;

async function hasSeveralMembers(file: FileHandle, size: number): Promise<boolean> {
  const { buffer, bytesRead } = await file.read(
    Buffer.alloc(LOOK_BYTES),
    0,
    LOOK_BYTES,
    Math.max(0, size - LOOK_BYTES),
  );
  return buffer.subarray(10, bytesRead).includes(Buffer.from([0x1f, 0x8b, 0x08]));
}
