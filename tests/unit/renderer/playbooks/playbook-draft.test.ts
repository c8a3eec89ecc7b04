import { expect, test } from 'vitest';
import { playbookStep, STEP_KINDS } from '../../../../core/contract/playbooks.ts';
import { movedStep, newStep } from '../../../../renderer/features/playbooks/use-playbook-draft.ts';

test('a new step of each kind is told from the others; those with a text to write are not whole yet', () => {
  const steps = STEP_KINDS.map(newStep);
  expect(new Set(steps.map(({ id }) => id)).size).toBe(STEP_KINDS.length);
  const whole = steps.filter((step) => playbookStep.safeParse(step).success).map(({ kind }) => kind);
  expect(whole).toEqual(['option', 'wait', 'stop']);
});

test('a step is moved a place earlier or later; one that is not there moves nothing', () => {
  const steps = STEP_KINDS.map(newStep);
  const kinds = (at: number, by: -1 | 1) => movedStep(steps, at, by).map(({ kind }) => kind);
  expect(kinds(1, -1)).toEqual(['assign', 'option', 'comment', 'wait', 'stop']);
  expect(kinds(3, 1)).toEqual(['option', 'assign', 'comment', 'stop', 'wait']);
  expect(kinds(9, 1)).toEqual([...STEP_KINDS]);
});
