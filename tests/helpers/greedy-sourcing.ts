import { expect } from 'vitest';
import {
  checkSourcing,
  greedySourcing,
  type SourcingDecision,
  type SourcingProblem,
} from '../../core/solvers/sourcing/index.ts';
import { RUN } from './sourcing-problems.ts';

/** The decisions of the greedy solver; the result is checked independently. */
export function decide(given: SourcingProblem): SourcingDecision[] {
  const result = greedySourcing(given, RUN);
  expect(checkSourcing(given, result)).toEqual([]);
  return result.decisions;
}

/** The only decision, or the first one. */
export function only(given: SourcingProblem): SourcingDecision {
  const [decision] = decide(given);
  if (!decision) throw new Error('No decision');
  return decision;
}

/** Facility and quantities of every shipment. */
export const shipmentsOf = (decision: SourcingDecision) =>
  decision.shipments.map(({ facilityId, lines }) => [facilityId, lines.map(({ quantity }) => quantity)]);
