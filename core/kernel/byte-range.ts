export type ByteRange = { start: number; end: number };

/**
 * The bytes that an HTTP `Range` header asks for, both ends included; null when it asks for none or for several ranges.
 * @throws RangeError when they lie outside a file of `size` bytes (status 416)
 */
export function parseByteRange(header: string | null | undefined, size: number): ByteRange | null {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? '') ?? [];
  if (first === '' && last === '') return null;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end || start >= size) throw new RangeError(`No bytes ${first}-${last} in a file of ${size}`);
  return { start, end };
}
