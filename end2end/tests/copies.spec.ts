import type { Page } from '@playwright/test';
import { dayAhead, makesEvent } from '../support/events.ts';
import { expect, test } from '../support/test.ts';

/** A day as people write it: `5.12.2026`. */
function written(day: string): string {
  return day.split('-').map(Number).reverse().join('.');
}

/** The box in which an event is copied. */
async function unfolds(page: Page) {
  await page.locator('summary').filter({ hasText: 'Kopieren oder Reihe anlegen' }).click();
  return page.getByRole('button', { name: 'Kopie anlegen' });
}

test('an event is copied once, and onto other days as a series', async ({ newModerator, axe }) => {
  const staff = await newModerator();
  await staff.enters();
  const { page } = staff;
  const event = await makesEvent(page.request);
  const day = page.getByRole('group', { name: 'Termin 1' }).getByLabel('Tag');
  const series = page.locator('.event-box').filter({
    has: page.getByRole('heading', { name: 'Aus derselben Reihe' }),
  });
  /** A draft that is like the event, and another. */
  const isCopy = async (on: string) => {
    await expect(page).toHaveURL(/\/staff\/events\/\d+\?done=copied/);
    await expect(page.getByText('Das ist die Kopie: ein Entwurf, den noch niemand sieht.').first()).toBeVisible();
    await expect(page.getByRole('heading', { level: 2, name: 'Veröffentlichen' })).toBeVisible();
    await expect(page.getByLabel('Titel')).toHaveValue(event.title);
    await expect(page.getByLabel('Plätze')).toHaveValue('12');
    await expect(day).toHaveValue(on);
    expect(new URL(page.url()).pathname).not.toBe(event.path);
    await staff.alive();
  };

  await staff.open(event.path);
  const once = await unfolds(page);
  await axe(page);
  await once.click();
  await isCopy(dayAhead(40));
  await expect(series).toHaveCount(0);
  await axe(page);

  await staff.open(event.path);
  const often = await unfolds(page);
  const days = [dayAhead(47), dayAhead(54)];
  await page.getByRole('textbox', { name: /^Tage/ }).fill(days.map(written).join('\n'));
  await often.click();
  await isCopy(days[0]);
  await expect(series.locator(`a[href="${event.path}"]`)).toBeVisible();
  await axe(page);

  // The event itself stands in the series, too, and is as it was.
  await staff.open(event.path);
  await expect(page.getByRole('heading', { level: 2, name: 'Im Programm' })).toBeVisible();
  await expect(day).toHaveValue(dayAhead(40));
  await expect(series).toBeVisible();
});

test('what is no day is told where the days are written', async ({ newModerator, watch, axe }) => {
  const staff = await newModerator();
  await staff.enters();
  const { page } = staff;
  const event = await makesEvent(page.request);
  watch.allow(`422 POST /api${event.path}/copies`);
  await staff.open(event.path);
  const send = await unfolds(page);
  const days = page.getByRole('textbox', { name: /^Tage/ });
  await days.fill('übermorgen');
  await send.click();
  await expect(days).toHaveAttribute('aria-invalid', 'true');
  await expect(days).toHaveValue('übermorgen');
  await axe(page);
});
