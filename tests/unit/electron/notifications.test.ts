import { expect, it } from 'vitest';
import { requests } from '../../../electron/channels.ts';
import { links } from '../../../renderer/lib/navigation.ts';

const accepts = (link: string, more: object = {}) =>
  requests['shell:notify'].safeParse([{ title: 'Critical: SH-1', body: '', link, ...more }]).success;

it('a notification may open incidents, and nothing else', () => {
  expect(accepts(links.incident(7))).toBe(true);
  expect(accepts(links.incidents({ severities: [1, 2], detectedFrom: 1_795_000_000_000 }))).toBe(true);
  for (const link of [
    '',
    'https://example.com',
    '/settings',
    'javascript:alert(1)',
    '/incidents#x',
    '/incidents/"',
  ]) {
    expect(accepts(link)).toBe(false);
  }
  expect(accepts('/incidents', { html: '<b>' })).toBe(false);
});
