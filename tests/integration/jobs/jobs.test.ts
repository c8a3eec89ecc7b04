import { expect, test } from 'vitest';
import { describeCores } from '../../helpers/runtime.ts';

describeCores('jobs', (cores) => {
  test('a job asked for stays as it was when the job goes on', async () => {
    const ctx = await cores.open();
    let finish = () => {};
    ctx.jobs.define('test.wait', () => new Promise<void>((resolve) => (finish = resolve)));
    const id = await ctx.jobs.start('test.wait', null, ctx.actor);
    const before = await ctx.jobs.get(id);
    finish();
    await expect.poll(async () => (await ctx.jobs.get(id))?.status).toBe('done');
    expect(before?.status).toBe('running');
  });
});
