import { expect, it } from 'vitest';
import { DEFAULT_RULES, DEFAULT_SETTINGS } from '../../../../core/features/incidents/detection-rules.ts';
import {
  isOwn,
  parseTyped,
  ruleIn,
  withoutRule,
  withRule,
} from '../../../../renderer/features/settings/incidents/detection-draft.ts';

const late = { scope: null, kind: 'late' } as const;
const vip = { scope: 'vip', kind: 'late' } as const;

it('what is as usual is not kept', () => {
  const changed = withRule(DEFAULT_SETTINGS, DEFAULT_RULES, late, { threshold: 5 });
  expect(changed.kinds).toEqual({ late: { ...DEFAULT_RULES.late, threshold: 5 } });
  expect(withRule(changed, DEFAULT_RULES, late, { threshold: DEFAULT_RULES.late.threshold })).toEqual(
    DEFAULT_SETTINGS,
  );
  expect(withoutRule(changed, null, 'late')).toEqual(DEFAULT_SETTINGS);
});

it('a segment says only what differs, and follows everybody in the rest', () => {
  const forVip = withRule(DEFAULT_SETTINGS, DEFAULT_RULES, vip, { severity: 1 });
  expect(forVip.segments).toEqual({ vip: { late: { severity: 1 } } });
  expect(isOwn(forVip, 'vip', 'late')).toBe(true);
  expect(isOwn(forVip, 'vip', 'lost')).toBe(false);
  const patient = withRule(forVip, DEFAULT_RULES, late, { threshold: 9 });
  expect(ruleIn(patient, DEFAULT_RULES, 'vip', 'late')).toMatchObject({ severity: 1, threshold: 9 });
  const same = withRule(forVip, DEFAULT_RULES, vip, { severity: DEFAULT_RULES.late.severity });
  expect(same.segments).toEqual({});
  expect(withoutRule(forVip, 'vip', 'late')).toEqual(DEFAULT_SETTINGS);
});

it('numbers are read as they are typed in either language, within bounds', () => {
  expect(parseTyped(' 1 000,5 ', 0, 10_000)).toBe(1000.5);
  expect(parseTyped('2.25', 0, 10)).toBe(2.25);
  for (const wrong of ['', '-1', 'a', '1e3', '11', '1.']) expect(parseTyped(wrong, 0, 10)).toBeNull();
});
