import { expect, it } from 'vitest';
import type { IncidentRow } from '../../../../core/contract/incidents.ts';
import { announce } from '../../../../renderer/features/incidents/notify/announce.ts';
import { createFormat } from '../../../../renderer/lib/format.ts';

const row = (id: number, severity: number, given: Partial<IncidentRow> = {}) =>
  ({
    id,
    severity,
    kind: 'late',
    key: `SH-${id}`,
    customer: null,
    order: null,
    place: null,
    ...given,
  }) as IncidentRow;
const tools = {
  t: ((key: string, values: object) => `${key} ${Object.values(values).join('|')}`) as never,
  words: {
    kind: (kind: string) => kind,
    severity: (severity: number) => `S${severity}`,
    about: ({ key }: IncidentRow) => key,
  },
  format: createFormat('en', 'UTC'),
};
const asked = { severity: 2, since: 5 };

it('one new incident is told with who is hit, and opens', () => {
  const notice = announce([row(7, 1, { customer: 'Zoe' })], asked, tools);
  expect(notice).toEqual({
    title: 'notify.single S1|SH-7',
    body: 'notify.body late|Zoe',
    link: '/incidents/7',
  });
  expect(announce([], asked, tools)).toBeNull();
});

it('many at once are one notice that counts them by severity and opens just those', () => {
  const many = Array.from({ length: 200 }, (_, id) => row(id, id < 3 ? 1 : 2));
  const notice = announce(many, asked, tools);
  expect(notice?.title).toBe('notify.title 200|200');
  expect(notice?.body).toContain('notify.part 3|s1, notify.part 197|s2');
  expect(decodeURIComponent(notice?.link ?? '')).toBe(
    '/incidents?filter={"severities":[1,2],"detectedFrom":5}',
  );
});
