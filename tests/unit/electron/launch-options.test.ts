import { expect, test } from 'vitest';
import { readLaunchOptions } from '../../../electron/launch-options.ts';

test.each([
  [[], { workspace: null, demo: false }],
  [['/app', '--workspace', 'a.vigie'], { workspace: '/home/a.vigie', demo: false }],
  [['/app', '--workspace=/x/a.vigie', '--demo'], { workspace: '/x/a.vigie', demo: true }],
  [
    ['--no-sandbox', '/app', '--user-data-dir=/p', 'net.vigie'],
    { workspace: '/home/net.vigie', demo: false },
  ],
  [['--inspect=0', '--lang=fr', '/app', '--demo'], { workspace: null, demo: true }],
])('%j', (args, options) => expect(readLaunchOptions(args, '/home')).toEqual(options));
