import { expect, sharedTest as test } from './fixture.ts';

/** Runs in the page's own time, not in the debugger's, to which the content policy does not apply. */
const later = (work: string): string => `new Promise((done) => setTimeout(() => done((${work})()), 0))`;

test.describe('the page', () => {
  test('has no Node and no Electron', async ({ page }) => {
    const names = ['require', 'process', 'module', 'Buffer', '__dirname', 'ipcRenderer', 'electron'];
    const types = await page.evaluate(
      (all) => all.map((name) => typeof Reflect.get(globalThis, name)),
      names,
    );
    expect(types).toEqual(names.map(() => 'undefined'));
  });

  test('is sandboxed and isolated, by the settings of its window', async ({ vigie, page }) => {
    await expect(page).toHaveURL(/^https:\/\/vigie\.internal\//);
    const preferences = await vigie.evaluate(({ BrowserWindow }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents;
      return (
        contents as unknown as { getLastWebPreferences(): Record<string, unknown> }
      ).getLastWebPreferences();
    });
    expect(preferences).toMatchObject({
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
    });
  });

  test('runs no inline script', async ({ page }) => {
    const ran = await page.evaluate(
      later(`() => {
        const script = document.createElement('script');
        script.textContent = 'globalThis.injected = true';
        document.head.append(script);
        return globalThis.injected === true;
      }`),
    );
    expect(ran).toBe(false);
  });

  test('runs no eval', async ({ page }) => {
    const outcome = await page.evaluate(
      later(`() => { try { return eval('1 + 1'); } catch (error) { return error.name; } }`),
    );
    expect(outcome).toBe('EvalError');
  });

  test('reaches no network', async ({ page }) => {
    const outcome = await page.evaluate(() =>
      fetch('https://example.org/').then(String, (error) => error.name),
    );
    expect(outcome).toBe('TypeError');
  });

  test('reads no file outside the built page', async ({ page }) => {
    const statuses = await page.evaluate(() =>
      Promise.all(
        [
          '/..%2f..%2fpackage.json',
          '/%2e%2e/%2e%2e/package.json',
          '/files/..%2fsecrets',
          '/files/none',
          '/none.js',
        ].map(async (path) => (await fetch(path)).status),
      ),
    );
    expect(statuses).toEqual([400, 404, 404, 404, 404]);
  });
});

test.describe('leaving the page', () => {
  test.beforeEach(async ({ vigie, page }) => {
    expect(page.url()).toContain('vigie.internal');
    await vigie.evaluate(({ shell }) => {
      const opened: string[] = [];
      Reflect.set(globalThis, 'opened', opened);
      shell.openExternal = async (url: string) => void opened.push(url);
    });
  });

  test('navigation is denied; https goes to the system, nothing else does', async ({ vigie, page }) => {
    const before = page.url();
    for (const url of ['https://example.org/page', 'http://example.org/', 'file:///etc/passwd']) {
      await page.evaluate((target) => {
        const link = document.createElement('a');
        link.href = target;
        document.body.append(link);
        link.click();
      }, url);
      await page.waitForTimeout(150);
    }
    expect(page.url()).toBe(before);
    expect(await vigie.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual([
      'https://example.org/page',
    ]);
  });

  test('window.open is denied', async ({ vigie, page }) => {
    const results = await page.evaluate(() =>
      ['https://example.org/', 'about:blank', location.href, 'mailto:a@example.org'].map(
        (url) => open(url) === null,
      ),
    );
    expect(results).toEqual([true, true, true, true]);
    expect(vigie.windows()).toHaveLength(1);
    expect(await vigie.evaluate(() => Reflect.get(globalThis, 'opened'))).toEqual(['https://example.org/']);
  });
});

test('permissions are denied, but for copying text', async ({ page }) => {
  const states = await page.evaluate(async () => {
    const state = async (name: string) =>
      (await navigator.permissions.query({ name: name as PermissionName })).state;
    return {
      notifications: await Notification.requestPermission(),
      geolocation: await state('geolocation'),
      camera: await state('camera'),
      microphone: await state('microphone'),
      clipboardRead: await state('clipboard-read'),
      clipboardWrite: await state('clipboard-write'),
      media: await navigator.mediaDevices.getUserMedia({ audio: true, video: true }).then(
        () => 'granted',
        () => 'denied',
      ),
    };
  });
  expect(states).toEqual({
    notifications: 'denied',
    geolocation: 'denied',
    camera: 'denied',
    microphone: 'denied',
    clipboardRead: 'denied',
    clipboardWrite: 'granted',
    media: 'denied',
  });
});

test.describe('what the page may ask of the shell', () => {
  const strangers = [
    ['a foreign page', 'data:text/html,<p>stranger'],
    ['a page of a similar name', 'about:blank'],
  ] as const;
  for (const [who, url] of strangers) {
    test(`nothing, when it is ${who}`, async ({ vigie, page }) => {
      expect(page.url()).toContain('vigie.internal');
      const answer = await vigie.evaluate(async ({ BrowserWindow }, address) => {
        const webPreferences = { nodeIntegration: true, contextIsolation: false, sandbox: false };
        const stranger = new BrowserWindow({ show: false, webPreferences });
        await stranger.loadURL(address);
        const ask = `require('electron').ipcRenderer.invoke('core:state').then(String, (error) => error.message)`;
        const said = await stranger.webContents.executeJavaScript(ask);
        stranger.destroy();
        return said as string;
      }, url);
      expect(answer).toContain("core:state was refused: only Vigie's own page may ask for it");
    });
  }

  test('gets no bridge in a foreign page, even with the same preload', async ({ vigie, page }) => {
    expect(page.url()).toContain('vigie.internal');
    const type = await vigie.evaluate(async ({ BrowserWindow }) => {
      const own = BrowserWindow.getAllWindows()[0]?.webContents as unknown as {
        getLastWebPreferences(): { preload: string };
      };
      const { preload } = own.getLastWebPreferences();
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload } });
      await stranger.loadURL('data:text/html,<p>stranger');
      const found = await stranger.webContents.executeJavaScript('typeof window.vigie');
      stranger.destroy();
      return found as string;
    });
    expect(type).toBe('undefined');
  });

  test('is checked: wrong arguments are refused with the reason', async ({ page }) => {
    const answers = await page.evaluate(async () => {
      const bridge = window.vigie as unknown as Record<string, (...args: unknown[]) => Promise<unknown>>;
      const ask = (name: string, ...args: unknown[]) =>
        bridge[name]?.(...args).then(
          () => 'accepted',
          (error: Error) => error.message,
        );
      return [
        await ask('openFiles', { purpose: 'everything' }),
        await ask('openFiles', { purpose: 'any', path: '/etc' }),
        await ask('saveFile', { suggestedName: '' }),
        await ask('openWorkspace', 'delete'),
        await ask('showInFolder', 42),
        await ask('setSecret', '../name', 'value'),
        await ask('setLanguage', 'xx'),
      ];
    });
    for (const answer of answers) expect(answer).toContain('was refused: ');
  });

  test('shows only files that the user has named', async ({ vigie, page }) => {
    await vigie.evaluate(({ shell }) => {
      shell.showItemInFolder = () => {};
    });
    const shown = await page.evaluate(async () => {
      const state = await window.vigie?.coreState();
      const workspace = state?.state === 'ready' ? state.workspace : '';
      return Promise.all([window.vigie?.showInFolder('/etc/passwd'), window.vigie?.showInFolder(workspace)]);
    });
    expect(shown).toEqual([false, true]);
  });

  test('keeps no secret where nothing protects it', async ({ page }) => {
    test.skip(
      process.platform !== 'linux' || Boolean(process.env.GNOME_KEYRING_CONTROL),
      'there is a keychain here',
    );
    const outcome = await page.evaluate(async () => {
      const refusal = await window.vigie?.setSecret('carrier.key', 'secret').then(
        () => 'kept',
        (error: Error) => error.message,
      );
      return [refusal, await window.vigie?.hasSecret('carrier.key')];
    });
    expect(outcome).toEqual([expect.stringContaining('no keychain'), false]);
  });
});
