import { describe, expect, it } from 'vitest';
import {
  copiedToWorkdays,
  depotProblem,
  nameProblems,
  newVehicleType,
  nextWindow,
  windowProblem,
  withShift,
} from '../../../../renderer/features/routes/fleet/fleet-forms.ts';

const monday = (fromMinutes: number, toMinutes: number) => ({ weekday: 0, fromMinutes, toMinutes });

describe('forms of the fleet', () => {
  it('ask for a code that nobody else has', () => {
    const others = [{ id: 1, code: 'VAN', name: 'Van' }];
    expect(nameProblems({ code: ' ', name: '' }, others)).toEqual({ code: 'missing', name: 'missing' });
    expect(nameProblems({ code: 'VAN ', name: 'Other' }, others).code).toBe('taken');
    expect(nameProblems({ id: 1, code: 'VAN', name: 'Van' }, others).code).toBeNull();
  });

  it('let a shift that would end before it begins end on the next day', () => {
    const day = newVehicleType('EUR');
    const night = withShift(day, { from: 1320, to: 360 });
    expect([night.shiftFromMinutes, night.shiftToMinutes]).toEqual([1320, 1800]);
    expect(withShift(night, { from: 300 }).shiftToMinutes).toBe(360);
    expect(withShift(day, { to: 480 }).shiftToMinutes).toBe(1920);
  });

  it('take a depot once', () => {
    const vehicles = ['LYON', '', 'LYON'].map((facility) => ({ facility, count: 1 }));
    expect(vehicles.map((_, i) => depotProblem(vehicles, i))).toEqual([null, 'missing', 'twice']);
  });

  it('say which windows of a day cannot be', () => {
    const hours = [monday(540, 720), monday(700, 800), monday(900, 840), { ...monday(540, 720), weekday: 1 }];
    expect(hours.map((_, i) => windowProblem(hours, i))).toEqual(['overlap', 'overlap', 'endsBefore', null]);
  });

  it('offer a further window behind the others, and the same hours on working days', () => {
    const saturday = { weekday: 5, fromMinutes: 600, toMinutes: 720 };
    const hours = [monday(540, 720), saturday];
    expect(nextWindow(hours, 0)).toEqual(monday(780, 1020));
    expect(nextWindow([monday(0, 1440)], 0).fromMinutes).toBeLessThan(1440);
    const copied = copiedToWorkdays(hours, 0);
    expect(copied).toHaveLength(6);
    expect(copied.filter(({ weekday }) => weekday === 4)).toEqual([{ ...monday(540, 720), weekday: 4 }]);
  });
});
