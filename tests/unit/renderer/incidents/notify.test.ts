import { expect, it } from 'vitest';
import {
  isQuiet,
  type NotifySettings,
} from '../../../../renderer/features/incidents/notify/notify-settings.ts';

const night: NotifySettings = {
  on: true,
  severity: 2,
  sound: false,
  quiet: true,
  quietFrom: 20 * 60,
  quietTo: 7 * 60,
  quietDays: [1, 2, 3, 4, 5],
};
/** 2026-11-23 is a Monday. */
const at = (day: number, hour: number, minute = 0) => new Date(2026, 10, 22 + day, hour, minute);

it('a night runs over midnight and belongs to the day on which it begins', () => {
  expect(isQuiet(night, at(1, 19, 59))).toBe(false);
  expect(isQuiet(night, at(1, 20))).toBe(true);
  expect(isQuiet(night, at(2, 6, 59))).toBe(true);
  expect(isQuiet(night, at(2, 7))).toBe(false);
  expect(isQuiet(night, at(6, 3))).toBe(true);
  expect(isQuiet(night, at(6, 22))).toBe(false);
  expect(isQuiet(night, at(1, 3))).toBe(false);
});

it('within a day; off, or of no length, it is never quiet', () => {
  const lunch = { ...night, quietFrom: 12 * 60, quietTo: 13 * 60 };
  expect(isQuiet(lunch, at(3, 12, 30))).toBe(true);
  expect(isQuiet(lunch, at(3, 13))).toBe(false);
  expect(isQuiet({ ...lunch, quiet: false }, at(3, 12, 30))).toBe(false);
  expect(isQuiet({ ...lunch, quietTo: lunch.quietFrom }, at(3, 12))).toBe(false);
});
