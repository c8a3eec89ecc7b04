import fc from 'fast-check';
import { expect, it } from 'vitest';
import { customJsonSerializers } from '../../../core/contract/wire.ts';

it('columns of numbers come through the wire as they were, however long', () => {
  const cross = (data: Float32Array | Int32Array) => {
    const serializer = customJsonSerializers.find((one) => one.condition(data));
    return serializer?.deserialize(JSON.parse(JSON.stringify(serializer.serialize(data as never))));
  };
  fc.assert(fc.property(fc.float32Array(), (data) => void expect(cross(data)).toEqual(data)));
  fc.assert(fc.property(fc.int32Array(), (data) => void expect(cross(data)).toEqual(data)));
  const long = Int32Array.from({ length: 100_000 }, (_, index) => index * 7);
  expect(cross(long)).toEqual(long);
  expect(() => customJsonSerializers[0]?.deserialize([1, 2])).toThrow(TypeError);
});
