import { describe, expect, test } from 'vitest';
import { isOwnPage, isSafeExternal } from '../../../electron/origin.ts';
import { fileFor } from '../../../electron/protocol.ts';

describe('whose page it is', () => {
  test.each([
    ['https://vigie.internal/', true],
    ['https://vigie.internal/index.html#/orders', true],
    ['https://vigie.internal.evil.example/', false],
    ['https://vigie.internal:8443/', false],
    ['http://vigie.internal/', false],
    ['file:///vigie.internal/index.html', false],
    ['about:blank', false],
    ['nonsense', false],
  ])('%s', (url, own) => expect(isOwnPage(url)).toBe(own));
});

describe('what may be handed to the system', () => {
  test.each([
    ['https://www.geonames.org/', true],
    ['http://www.geonames.org/', false],
    ['https://user:secret@example.org/', false],
    ['https://vigie.internal/', false],
    ['file:///etc/passwd', false],
    ['javascript:alert(1)', false],
    ['smb://server/share', false],
  ])('%s', (url, safe) => expect(isSafeExternal(url)).toBe(safe));
});

describe('which file an address means', () => {
  test.each([
    ['/', '/page/index.html'],
    ['/assets/index-1.js', '/page/assets/index-1.js'],
    ['/orders/WEB-1.5', '/page/index.html'],
    ['/..%2f..%2fetc/secrets.json', null],
    ['/%2e%2e/%2e%2e/secrets.json', null],
    ['/a%00.js', null],
    ['/%E0%A4%A', null],
  ])('%s', (pathname, file) => expect(fileFor('/page', pathname)).toBe(file));
});
