import { ORPCError } from '@orpc/server';
import { expect, test } from 'vitest';
import { conflict, explainError } from '../../../core/features/procedures.ts';

test('a refusal keeps its code, so that a job that failed can be told in the words of a language', () => {
  const error = conflict('No vehicle stands at these depots.', 'noVehicles');
  expect(explainError(error)).toEqual({ code: 'noVehicles', message: 'No vehicle stands at these depots.' });
});

test('a sentence is no code', () => {
  const error = new ORPCError('CONFLICT', { message: 'Taken.', data: { reason: 'It was taken meanwhile.' } });
  expect(explainError(error)).toEqual({ code: 'CONFLICT', message: 'Taken.' });
});

test('anything else is a failure with its message', () => {
  expect(explainError(new Error('Out of paper.'))).toEqual({ code: 'failed', message: 'Out of paper.' });
});
