import { describe, expect, it } from 'vitest';
import { shareScarce, takenOfScarce, withCuts } from '../../../../core/features/rules/fair-share.ts';
import { checkSourcing, greedySourcing } from '../../../../core/solvers/sourcing/index.ts';
import { rule } from '../../../helpers/rules.ts';
import { facility, order, problem, RUN } from '../../../helpers/sourcing-problems.ts';

const half = rule('fairShare', 'half', { shares: [{ segment: 'Gold', percent: 50 }] });
const rules = [half as Extract<typeof half, { kind: 'fairShare' }>];
/** Orders 1 to 9 are Gold, the others are not. */
const facts = { segmentOf: (id: number) => (id < 10 ? 'Gold' : 'standard'), categoryOf: () => null };

const scarce = (units: number, wants: [orderId: number, quantity: number, whole?: boolean][]) =>
  problem({
    facilities: [facility(1)],
    orders: wants.map(([id, quantity, whole = false]) => order(id, [[7, quantity]], { shipComplete: whole })),
    stock: [[7, 1, units]],
  });

const left = (wants: ReturnType<typeof scarce>) =>
  shareScarce(wants, rules, facts).problem.orders.map(({ lines }) => lines[0]?.quantity);

describe('fair shares', () => {
  it('cut nothing while there is enough', () => {
    expect(
      left(
        scarce(20, [
          [1, 10],
          [11, 10],
        ]),
      ),
    ).toEqual([10, 10]);
  });

  it('give each segment its share, and what it does not want to the others', () => {
    expect(
      left(
        scarce(10, [
          [1, 10],
          [11, 10],
        ]),
      ),
    ).toEqual([5, 5]);
    expect(
      left(
        scarce(10, [
          [1, 2],
          [11, 10],
        ]),
      ),
    ).toEqual([2, 8]);
    expect(
      left(
        scarce(11, [
          [1, 10],
          [11, 10],
        ]),
      ).reduce((sum, units) => (sum ?? 0) + (units ?? 0), 0),
    ).toBe(11);
  });

  it('an order that must ship whole takes all or nothing, and leaves its share to the next', () => {
    expect(
      left(
        scarce(10, [
          [1, 6, true],
          [2, 4],
          [11, 10],
        ]),
      ),
    ).toEqual([0, 4, 5]);
  });

  it('what was cut is accounted for, and what a segment could not use is shared anew', () => {
    const wants = scarce(10, [
      [1, 6, true],
      [2, 4],
      [11, 10],
    ]);
    const shared = shareScarce(wants, rules, facts);
    const first = greedySourcing(shared.problem, RUN);
    expect(checkSourcing(wants, withCuts(wants, shared, first))).toEqual([]);
    const taken = takenOfScarce(shared, first);
    expect(taken?.get(7)).toEqual([5, 4]);
    const again = shareScarce(wants, rules, facts, taken ?? undefined);
    const second = withCuts(wants, again, greedySourcing(again.problem, RUN));
    expect(checkSourcing(wants, second)).toEqual([]);
    expect(second.statistics).toMatchObject({ units: 10, unitsShort: 10 });
  });
});
