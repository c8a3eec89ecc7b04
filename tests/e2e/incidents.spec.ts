import { expectAccessible } from './accessibility.ts';
import { expect, open, test } from './fixture.ts';

test('an incident is found, looked into by keys, solved by a way out and taken back', async ({
  app,
  host,
}) => {
  await open(app, host, '/incidents');
  const table = app.getByRole('grid', { name: 'Incidents' });
  await expect(table.getByText('High').first()).toBeVisible();
  await app.getByRole('button', { name: 'Kind', exact: true }).click();
  await app.getByRole('option', { name: 'Exception' }).click();
  await app.keyboard.press('Escape');
  await expect(app.getByRole('listbox')).toBeHidden();
  await expect(table.getByText('Will be late')).toHaveCount(0);

  await app.keyboard.press('j');
  const pane = app.getByRole('complementary');
  await expect(pane.getByRole('heading', { name: 'What is wrong' })).toBeVisible();
  await expect(pane.getByRole('article').first().getByText('Best')).toBeVisible();
  await expect(pane.getByRole('img', { name: 'The lane with its scans' })).toBeAttached();
  await expectAccessible(app);
  await app.keyboard.press('a');
  await expect(pane.getByRole('button', { name: 'Give back' })).toBeVisible();

  await pane.getByRole('button', { name: 'Choose: Refund and apologise' }).click();
  const dialog = app.getByRole('dialog');
  await expect(dialog.getByText('Can be taken back until it is paid')).toBeVisible();
  await dialog.getByRole('textbox', { name: 'Text of the letter' }).fill('We are sorry.');
  await expectAccessible(app);
  await dialog.getByRole('button', { name: 'Refund and apologise' }).click();
  await expect(pane.getByText('Closed because')).toBeVisible();
  await pane.getByRole('button', { name: 'Take back: Refund and apologise' }).click();
  await expect(pane.getByText('Closed because')).toHaveCount(0);
  await expect(pane.getByRole('article').first()).toBeVisible();

  await pane.getByRole('textbox', { name: 'Comment' }).fill('The carrier calls back at noon @max');
  await pane.getByRole('button', { name: 'Add comment' }).click();
  await expect(pane.getByText('The carrier calls back at noon @max').first()).toBeVisible();
  await app.keyboard.press('Escape');
  await app.getByRole('button', { name: 'Handover note' }).click();
  await expect(app.getByRole('dialog').getByText(/Most pressing/)).toBeVisible();
});

test('what incidents teach opens what it counts; detection is tried before it is saved', async ({
  app,
  host,
}) => {
  await open(app, host, '/incidents');
  const table = app.getByRole('grid', { name: 'Incidents' });
  await expect(table.getByText('High').first()).toBeVisible();
  await app.getByRole('link', { name: 'Learn' }).click();
  const chart = app.getByRole('group', { name: 'Which carriers do most incidents come from?' });
  await expect(chart.getByRole('link').first()).toBeVisible();
  await expect(app.getByRole('table', { name: 'Scorecard of the carriers' })).toBeVisible();
  await expectAccessible(app);
  await app.getByRole('button', { name: 'Kind', exact: true }).first().click();
  await app
    .getByRole('group', { name: /Which kinds/ })
    .getByRole('link')
    .first()
    .click();
  await expect(app.getByRole('button', { name: /^Detected/ })).toBeVisible();
  await expect(table.getByRole('row').nth(1)).toBeVisible();

  await open(app, host, '/settings');
  const threshold = app.getByRole('textbox', { name: 'Late: threshold', exact: true });
  await threshold.fill('soon');
  await expect(app.getByText('From 0 to 10,000')).toBeVisible();
  await expect(app.getByRole('button', { name: 'Save detection' })).toBeDisabled();
  await threshold.fill('9000');
  await app.getByRole('button', { name: 'What would this change?' }).click();
  await expect(app.getByText(/would be found wrong now/)).toBeVisible();
  await app.getByRole('button', { name: 'Save detection' }).click();
  await expect(app.getByText('Detection follows these rules from now on')).toBeVisible();
});

test('a team is made and has its own view; an area drawn on the map is one incident until it is removed', async ({
  app,
  host,
}) => {
  await open(app, host, '/settings');
  await app.getByRole('button', { name: 'New team' }).click();
  const dialog = app.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Night shift');
  await expectAccessible(app);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await expect(app.getByRole('table', { name: 'Teams' }).getByText('Night shift')).toBeVisible();

  await open(app, host, '/incidents');
  const table = app.getByRole('grid', { name: 'Incidents' });
  await expect(table.getByText('High').first()).toBeVisible();
  await app.getByRole('button', { name: 'Team', exact: true }).click();
  await expect(table.getByText('High').first()).toBeVisible();

  await app.getByRole('button', { name: 'Areas' }).click();
  const draw = dialog.getByRole('button', { name: 'Draw the area' });
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Flood on the Rhine');
  await dialog.getByRole('spinbutton', { name: 'Latitude' }).fill('51.43');
  await expect(draw).toBeDisabled();
  await dialog.getByRole('spinbutton', { name: 'Longitude' }).fill('6.76');
  await dialog.getByRole('slider').press('End');
  await expectAccessible(app);
  await draw.click();
  await expect(app.getByText(/Flood on the Rhine is an incident now/)).toBeVisible();
  await app.getByRole('button', { name: 'All', exact: true }).click();
  await expect(table.getByText('Flood on the Rhine').first()).toBeVisible();

  await app.getByRole('button', { name: 'Areas' }).click();
  await dialog.getByRole('button', { name: 'Remove Flood on the Rhine' }).click();
  await expect(app.getByText(/what was inside is on its own again/)).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(table.getByText('Flood on the Rhine')).toHaveCount(0);
});
