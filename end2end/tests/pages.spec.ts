import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';

interface Place {
  path: string;
  /** What stands in the title beside the site's name. */
  title: RegExp;
  /** Where search engines are told it is, if not at `path`. */
  canonical?: string;
}

const places: Record<string, Place> = {
  home: { path: '/', title: /^Stadtlabor/ },
  board: { path: '/ideas', title: /^Ideen für unsere Stadt · Stadtlabor$/ },
  lanes: { path: '/ideas?view=lanes', title: /^Ideen für unsere Stadt · Stadtlabor$/, canonical: '/ideas' },
  form: { path: '/ideas/new', title: /^Idee einbringen · Stadtlabor$/ },
  programme: { path: '/programme', title: /^Programm · Stadtlabor$/ },
  month: { path: '/programme?view=month', title: /^Programm · Stadtlabor$/, canonical: '/programme' },
  week: { path: '/programme?view=week', title: /^Programm · Stadtlabor$/, canonical: '/programme' },
  labs: { path: '/labs', title: /^Unsere Stadtlabore · Stadtlabor$/ },
  lab: { path: '/labs/soest', title: /^Stadtlabor Soest/ },
  privacy: { path: '/privacy', title: /^Datenschutz · Stadtlabor$/ },
  imprint: { path: '/imprint', title: /^Impressum · Stadtlabor$/ },
  accessibility: { path: '/accessibility', title: /^Barrierefreiheit · Stadtlabor$/ },
};

/** Levels of the headings that are seen or heard, in their order. */
function levels(page: Page): Promise<number[]> {
  return page
    .getByRole('heading')
    .evaluateAll((all) => all.map((heading) => Number(heading.tagName.slice(1))));
}

async function expectSoundHeadings(page: Page): Promise<void> {
  const found = await levels(page);
  expect.soft(found.filter((level) => level === 1), 'one heading of the first level').toEqual([1]);
  const jumps = found.filter((level, i) => level > (found[i - 1] ?? 0) + 1);
  expect.soft(jumps, `no level is left out: ${found}`).toEqual([]);
}

/** Nothing makes the page wider than the narrowest screen. */
async function expectNarrow(page: Page): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize({ width: 320, height: 640 });
  const { wide, widest } = await page.evaluate(() => {
    const { scrollWidth, clientWidth } = document.documentElement;
    const all = [...document.body.querySelectorAll('*')];
    const right = (e: Element) => e.getBoundingClientRect().right;
    const out = all.filter((e) => right(e) > clientWidth + 1).map((e) => `${e.tagName}.${e.className}`);
    return { wide: scrollWidth > clientWidth, widest: out.slice(0, 5) };
  });
  expect.soft(wide, `wider than 320 px: ${widest}`).toBe(false);
  if (before) await page.setViewportSize(before);
}

for (const [name, place] of Object.entries(places)) {
  test(`${name}: whole, findable and open to everybody`, async ({ citizen, page, axe }) => {
    const response = await citizen.open(place.path);
    expect(response.status()).toBe(200);
    await expect(page).toHaveTitle(place.title);
    await expect(page.locator('html')).toHaveAttribute('lang', 'de');
    const meta = (which: string) => page.locator(`meta[${which}]`);
    await expect(meta('name=description')).toHaveAttribute('content', /.{20,}/);
    const canonical = new URL(place.canonical ?? place.path, process.env.BASE_URL).href;
    const link = page.locator('link[rel=canonical]');
    expect((await link.getAttribute('href'))?.replace(/\/$/, '')).toBe(canonical.replace(/\/$/, ''));
    await expect(meta('property="og:title"')).toHaveAttribute('content', place.title);
    for (const role of ['banner', 'main', 'contentinfo'] as const) {
      await expect(page.getByRole(role)).toHaveCount(1);
    }
    await expectSoundHeadings(page);
    await expectNarrow(page);
    await axe(page);
  });
}

test('an idea and its private page are open to everybody', async ({ citizen, page, desk, newCitizen, axe }) => {
  const idea = await citizen.postsIdea();
  await citizen.open(idea.manage);
  await expectSoundHeadings(page);
  await expectNarrow(page);
  await axe(page);
  await desk.publish(idea);
  await desk.publishComment(await (await newCitizen()).postsComment(idea, 'Eine gute Idee.'));
  await citizen.open(idea.path);
  await expect(page).toHaveTitle(`${idea.title} · Stadtlabor`);
  await expect(page.locator('link[rel=canonical]')).toHaveAttribute('href', new URL(idea.path, process.env.BASE_URL).href);
  await expect(page.locator('meta[property="og:title"]')).toHaveAttribute('content', new RegExp(idea.title));
  for (const summary of await page.locator('main summary').all()) await summary.click();
  await expectSoundHeadings(page);
  await expectNarrow(page);
  await axe(page);
  const data = JSON.parse((await page.locator('script[type="application/ld+json"]').textContent()) ?? '');
  expect(data).toMatchObject({ '@type': 'DiscussionForumPosting', headline: idea.title });
});

test('the form with errors and filters are open to everybody', async ({ citizen, page, watch, axe }) => {
  watch.allow('422 POST /api/ideas');
  await citizen.open('/ideas/new');
  await page.locator('summary').filter({ hasText: 'Mehr dazu' }).click();
  await citizen.sendIdea.click();
  await expect(page.getByRole('group', { name: 'Bitte noch einmal ansehen:' })).toBeVisible();
  await expectNarrow(page);
  await axe(page);
  await citizen.open('/ideas?topic=klima&q=rad');
  await page.locator('summary').filter({ hasText: 'Filter' }).click();
  await expect(page.getByLabel('Projekt')).toBeVisible();
  await axe(page);
});

test('the staff pages are open to everybody', async ({ citizen, newModerator, desk, axe }) => {
  const idea = await citizen.postsIdea();
  const moderator = await newModerator();
  const { page } = moderator;
  await moderator.open('/staff');
  await expectSoundHeadings(page);
  await expectNarrow(page);
  await axe(page);
  await moderator.signIn();
  await moderator.reads(idea);
  await moderator.pane.locator('summary').filter({ hasText: 'Ablehnen' }).click();
  await expectSoundHeadings(page);
  await expectNarrow(page);
  await axe(page);
  await desk.clear(idea.title);
});

test('a page that is not there says so', async ({ citizen, page, watch, axe }) => {
  for (const path of ['/gibt-es-nicht', '/labs/atlantis']) {
    watch.allow(`404 GET ${path}`);
    const response = await citizen.open(path);
    expect(response.status()).toBe(404);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await expect(page.locator('meta[name=robots]')).toHaveAttribute('content', /noindex/);
    await expectNarrow(page);
    await axe(page);
  }
});

test('every page can be read in English', async ({ citizen, page }) => {
  await citizen.open('/ideas?topic=klima');
  await page.getByRole('link', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page).toHaveURL(/topic=klima/);
  await citizen.alive();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ideas for our town');
  // Remembered for the next page.
  for (const { path } of Object.values(places)) {
    await page.goto(path);
    await expect(page.locator('html')).toHaveAttribute('lang', 'en');
    // The labs and what people wrote stay as they are.
    if (/ideas$|labs|programme/.test(path) || path === '/' || path.includes('view')) continue;
    await expect(page.getByRole('main')).not.toContainText(/\b(und|nicht|oder|der|die|Sie|wir)\b/);
  }
  // The browser goes on in the language of the server.
  await citizen.alive();
  await expect(page.getByRole('main')).toContainText('accessib');
  await page.getByRole('link', { name: 'Deutsch' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
});

test('the keyboard sees where it is', async ({ citizen, page }) => {
  await citizen.open('/ideas');
  await page.keyboard.press('Tab');
  const skip = page.getByRole('link', { name: 'Zum Inhalt springen' });
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  for (let stop = 0; stop < 25; stop++) {
    await page.keyboard.press('Tab');
    const seen = await page.evaluate(() => {
      const focused = document.activeElement;
      // Past the last stop the focus leaves the page.
      if (!focused || focused === document.body) return undefined;
      // A ring around it, or around the card whose title it is.
      const rings = [focused, focused.closest('article, li, label, form')].map((element) => {
        const style = element && getComputedStyle(element);
        return !!style && ((style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2) || style.boxShadow.includes('inset'));
      });
      return { what: focused.outerHTML.slice(0, 120), ring: rings.includes(true) };
    });
    if (!seen) break;
    expect(seen.ring, `a ring around ${seen.what}`).toBe(true);
  }
  await page.goto('/ideas/new');
  await citizen.alive();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  // Past the header: the first thing in the content.
  await expect(page.getByRole('main').locator(':focus')).toHaveCount(1);
});

test('moving between pages needs no reload', { tag: '@hydrated' }, async ({ citizen, page }) => {
  await citizen.open('/');
  await page.evaluate(() => Object.assign(window, { marked: true }));
  await page.getByRole('link', { name: 'Ideen', exact: true }).filter({ visible: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name: 'Ideen für unsere Stadt' })).toBeVisible();
  await expect(page).toHaveTitle(/Ideen für unsere Stadt/);
  await page.getByRole('main').getByRole('article').first().getByRole('link').first().click();
  await expect(page).toHaveURL(/\/ideas\/\d+$/);
  await expect(page.getByRole('region', { name: 'Verlauf' })).toBeVisible();
  await page.getByRole('contentinfo').getByRole('link', { name: 'Datenschutz' }).click();
  await expect(page.getByRole('heading', { level: 1, name: 'Datenschutz' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('region', { name: 'Verlauf' })).toBeVisible();
  expect(await page.evaluate(() => 'marked' in window)).toBe(true);
});
