import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

test('a playbook is written, tried and offered; started on an incident it shows its steps and what it did', async ({
  app,
  host,
}) => {
  await open(app, host, '/playbooks');
  const list = app.getByRole('navigation', { name: 'Playbooks' });
  await expect(list.getByRole('link')).toHaveCount(6);
  await list.getByRole('button', { name: 'New playbook' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Exceptions');
  await dialog.getByRole('button', { name: 'Create' }).click();
  await expect(app.getByRole('textbox', { name: 'Name' })).toHaveValue('Exceptions');

  await app.getByRole('button', { name: 'For which incidents: Late' }).click();
  await app.getByRole('option', { name: 'Exception' }).click();
  await app.getByRole('option', { name: 'Late', exact: true }).click();
  await app.keyboard.press('Escape');
  await app.getByRole('button', { name: 'Add a step' }).click();
  await app.getByRole('menuitem', { name: /^Note/ }).click();
  await expect(app.getByRole('button', { name: 'Save', exact: true })).toBeDisabled();
  await app.getByRole('textbox', { name: 'Note:' }).fill('Ask them again @zoe');
  await expect(app.getByRole('status').filter({ hasText: 'It would start on' })).toBeVisible();
  await expectAccessible(app);
  await app.getByRole('button', { name: 'Save', exact: true }).click();
  await expect(app.getByText('Saved as a new version')).toBeVisible();
  await app.getByRole('button', { name: 'Suggest' }).click();
  await expect(app.getByText('somebody starts it')).toBeVisible();

  await app.getByRole('link', { name: 'Incidents' }).last().click();
  await app.getByRole('button', { name: 'Kind', exact: true }).click();
  await app.getByRole('option', { name: 'Exception' }).click();
  await app.keyboard.press('Escape');
  // Until its last frame is gone the list of kinds has the keys.
  await expect(app.locator('.MuiModal-root:not(.MuiModal-hidden)')).toHaveCount(0);
  const grid = app.getByRole('grid', { name: 'Incidents' });
  await expect(grid.getByText('Will be late')).toHaveCount(0);
  await expect(grid.getByRole('row').nth(1)).toContainText('Exception');
  await app.keyboard.press('j');
  const pane = app.getByRole('complementary');
  await pane.getByRole('button', { name: 'Start playbook: Exceptions' }).click();
  await expect(pane.getByText('Playbook finished')).toBeVisible();
  await pane.locator('summary', { hasText: 'finished' }).click();
  await expect(pane.getByRole('listitem').filter({ hasText: 'Note: Ask them again @zoe' })).toBeVisible();
  await expect(pane.getByText('Chase the carrier').first()).toBeVisible();
  await expectAccessible(app);
});
