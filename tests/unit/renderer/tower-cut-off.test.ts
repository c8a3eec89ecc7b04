import { describe, expect, it } from 'vitest';
import { minutesOfDay } from '../../../renderer/features/tower/cut-off.tsx';

describe('the cut-off of a facility', () => {
  it('is read on the clock of its own time zone, summer and winter', () => {
    const winter = Date.UTC(2026, 0, 15, 12, 30);
    const summer = Date.UTC(2026, 6, 15, 12, 30);
    expect(minutesOfDay(winter, 'Europe/Paris')).toBe(13 * 60 + 30);
    expect(minutesOfDay(summer, 'Europe/Paris')).toBe(14 * 60 + 30);
    expect(minutesOfDay(winter, 'Europe/London')).toBe(12 * 60 + 30);
    expect(minutesOfDay(Date.UTC(2026, 0, 15, 23, 5), 'Europe/Paris')).toBe(5);
  });
});
