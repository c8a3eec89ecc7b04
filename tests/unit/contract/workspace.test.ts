import { expect, it } from 'vitest';
import { settings, workspaceContract } from '../../../core/contract/workspace.ts';

it('a change of one setting says nothing about the others', async () => {
  const { inputSchema } = workspaceContract.saveSettings['~orpc'];
  expect(await inputSchema?.['~standard'].validate({ theme: 'dark' })).toEqual({ value: { theme: 'dark' } });
  expect(settings.parse({})).toEqual({
    language: 'system',
    theme: 'system',
    density: 'compact',
    timeZone: 'system',
    currency: 'EUR',
  });
});
