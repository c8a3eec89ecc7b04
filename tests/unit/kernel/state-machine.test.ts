import { describe, expect, it } from 'vitest';
import { canMove, defineLifeCycle, isFinal, isState, move } from '../../../core/kernel/state-machine.ts';

const door = defineLifeCycle('closed', {
  closed: ['open', 'locked'],
  open: ['closed'],
  locked: ['closed', 'walledUp'],
  walledUp: [],
});

describe('life cycle', () => {
  it('says what may follow', () => {
    expect(canMove(door, 'closed', 'open')).toBe(true);
    expect(canMove(door, 'open', 'locked')).toBe(false);
    expect(canMove(door, 'ajar', 'open')).toBe(false);
    expect([isFinal(door, 'walledUp'), isFinal(door, 'open')]).toEqual([true, false]);
    expect(isState(door, 'toString')).toBe(false);
  });

  it('moves, or says why not', () => {
    expect(move(door, 'closed', 'open')).toEqual({ ok: true, value: 'open' });
    expect(move(door, 'open', 'open')).toEqual({ ok: true, value: 'open' });
    expect(move(door, 'open', 'walledUp')).toEqual({
      ok: false,
      error: { code: 'transition_not_allowed', params: { from: 'open', to: 'walledUp' } },
    });
    expect(move(door, 'ajar', 'open')).toMatchObject({ ok: false, error: { code: 'unknown_state' } });
  });

  it('is refused at start when it is not sound', () => {
    const unsound: Record<string, string[]> = { a: ['b', 'c'], b: [], d: [] };
    expect(() => defineLifeCycle('a', unsound)).toThrow(/"c", which is not defined.*"d" cannot be reached/);
    expect(() => defineLifeCycle('z', unsound)).toThrow('initial state "z"');
  });
});
