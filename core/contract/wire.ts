/**
 * How columns of numbers cross the wire: as the bytes of a typed array in base64. Number by number, the transport takes
 * a hundred bytes of memory for each; 50,000 shipments are 350,000 numbers. Bytes are little-endian, as on every
 * machine that runs Vigie.
 */

type NumberColumnArray = Float32Array | Int32Array;

const CHUNK = 0x8000;

function toBase64(column: NumberColumnArray): string {
  const bytes = new Uint8Array(column.buffer, column.byteOffset, column.byteLength);
  let text = '';
  for (let start = 0; start < bytes.length; start += CHUNK) {
    text += String.fromCharCode(...bytes.subarray(start, start + CHUNK));
  }
  return btoa(text);
}

function fromBase64(serialized: unknown): ArrayBuffer {
  if (typeof serialized !== 'string') throw new TypeError('A column of numbers must come as text');
  const text = atob(serialized);
  const bytes = new Uint8Array(text.length);
  for (let index = 0; index < text.length; index++) bytes[index] = text.charCodeAt(index);
  return bytes.buffer;
}

/** To be given to every RPC handler and every RPC link, on both sides of the wire. Type numbers are part of the protocol. */
export const customJsonSerializers = [
  {
    type: 101,
    condition: (data: unknown) => data instanceof Float32Array,
    serialize: toBase64,
    deserialize: (serialized: unknown) => new Float32Array(fromBase64(serialized)),
  },
  {
    type: 102,
    condition: (data: unknown) => data instanceof Int32Array,
    serialize: toBase64,
    deserialize: (serialized: unknown) => new Int32Array(fromBase64(serialized)),
  },
];
