import { expect, test, unique } from '../support/test.ts';

const script = `<script>window.xss=1;alert(1)</script><img src=x onerror="window.xss=1;alert(2)">'"></textarea><svg onload=alert(3)>`;

test('only scripts of this page run, and only here', async ({ citizen, page }) => {
  const nonces: string[] = [];
  for (const path of ['/ideas', '/ideas']) {
    const response = await citizen.open(path);
    const headers = response.headers();
    const policy = headers['content-security-policy'] ?? '';
    const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? '';
    expect(nonce.length).toBeGreaterThan(15);
    nonces.push(nonce);
    for (const part of ["object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'", "form-action 'self'"]) {
      expect(policy).toContain(part);
    }
    expect(policy).not.toContain('unsafe-inline');
    expect(policy).not.toMatch(/'unsafe-eval'/);
    expect(headers['x-content-type-options']).toBe('nosniff');
    const html = await response.text();
    const scripts = html.match(/<script\b[^>]*>/g) ?? [];
    expect(scripts.filter((tag) => !tag.includes(`nonce="${nonce}"`))).toEqual([]);
    expect(html).not.toMatch(/<[^>]+\son\w+=/);
    expect(html).not.toMatch(/<[a-z][^>]*\sstyle=/);
  }
  expect(nonces[0]).not.toBe(nonces[1]);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a script in every field is only text', async ({ citizen, newCitizen, newModerator, desk }) => {
  const { page } = citizen;
  const word = unique('Bank');
  const hostile = `${word} ${script}`;
  const idea = await citizen.postsIdea({ title: hostile.slice(0, 120), text: hostile, author: hostile.slice(0, 80) });
  const reader = await newCitizen();
  const moderator = await newModerator();
  for (const somebody of [citizen, reader, moderator]) {
    somebody.page.on('dialog', (dialog) => {
      throw new Error(`a dialog opened: ${dialog.message()}`);
    });
  }
  const harmless = async (somebody: typeof citizen) => {
    await expect(
      somebody.page.getByText('<script>window.xss=1').filter({ visible: true }).first(),
    ).toBeVisible();
    expect(await somebody.page.evaluate(() => 'xss' in window)).toBe(false);
    await expect(somebody.page.locator('img[src="x"]')).toHaveCount(0);
  };
  await citizen.open(idea.manage);
  await harmless(citizen);
  await moderator.signIn();
  await moderator.open(`/staff/queue?item=ideas-${idea.id}`);
  await harmless(moderator);
  await moderator.pane.getByRole('button', { name: 'Veröffentlichen' }).click();
  await expect.poll(() => page.request.get(idea.path).then((answer) => answer.status())).toBe(200);

  const comment = await page.request.post(`/api/ideas/${idea.id}/comments`, {
    data: { text: hostile, author: hostile.slice(0, 80) },
  });
  await desk.publishComment((await comment.json()).id);
  await page.request.post(`/api/ideas/${idea.id}/companions`, {
    data: { name: hostile.slice(0, 60), contact: 'x@example.org', note: hostile },
  });
  await reader.open(idea.path);
  await harmless(reader);
  await reader.open(`/ideas?q=${encodeURIComponent(hostile.slice(0, 150))}`);
  await harmlessValue(reader);
  await reader.finds('/ideas?lab=menden&topic=innenstadt', reader.page.getByText(word).first());
  await harmless(reader);

  async function harmlessValue(somebody: typeof citizen) {
    await expect(somebody.page.getByRole('searchbox', { name: 'Ideen durchsuchen' })).toHaveValue(/<script>/);
    expect(await somebody.page.evaluate(() => 'xss' in window)).toBe(false);
  }
});

test('what came back with an error is only text too', { tag: '@nojs' }, async ({ citizen, page, watch }) => {
  watch.allow('422 POST /api/ideas');
  await citizen.open('/ideas/new');
  await citizen.fillsIn({ title: 'Hm"><script>', text: script });
  await citizen.sendIdea.click();
  await expect(page.getByLabel('Ihre Idee in einem Satz')).toHaveValue('Hm"><script>');
  await expect(page.getByLabel('Erzählen Sie mehr')).toHaveValue(script);
  expect(await page.content()).not.toContain('<script>window.xss');
});

test('characters that turn the text around are left out', async ({ citizen, desk }) => {
  const { page } = citizen;
  const word = unique('Bank');
  const given = { title: `${word}\u202E kraM\u0000 \u2066ma\u200B`, text: `${word} \u202Etxet\u0000 und\u{E0041} mehr davon` };
  const idea = await citizen.postsIdea(given);
  await desk.publish(idea);
  await citizen.open(idea.path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${word} kraM ma`);
  await expect(page.getByRole('main')).toContainText(`${word} txet und mehr davon`);
});

test('cookies are for this site and for the server', async ({ citizen, page, context, newModerator, desk }) => {
  await citizen.open('/ideas');
  expect(await context.cookies(), 'who only reads gets none').toEqual([]);
  const idea = await citizen.postsIdea();
  await desk.publish(idea);
  await citizen.open(idea.path);
  await citizen.support().click();
  await expect.poll(async () => (await context.cookies()).map((cookie) => cookie.name)).toEqual(['participant']);
  const moderator = await newModerator();
  await moderator.signIn();
  const all = [...(await context.cookies()), ...(await moderator.page.context().cookies())];
  for (const cookie of all) expect(cookie, cookie.name).toMatchObject({ httpOnly: true, sameSite: 'Lax', path: '/' });
  expect(all.map((cookie) => cookie.name)).toContain('staff');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});

test('a form of another site does nothing', async ({ citizen, desk }) => {
  const { page } = citizen;
  const title = unique('Von woanders');
  const headers = { origin: 'https://boese.example' };
  const answer = await page.request.post('/api/ideas', {
    headers,
    form: { title, text: 'Das kommt von einer anderen Seite.', topic: 'klima' },
  });
  expect(answer.status()).toBe(403);
  expect(await desk.waiting(title)).toEqual([]);
});

test('ten thousand filters in an address do no harm', async ({ citizen, page, watch }) => {
  const many = Array.from({ length: 10_000 }, (_, i) => `topic=x${i}`).join('&');
  const answer = await page.request.get(`/ideas?${many}`);
  expect(answer.status()).toBeGreaterThanOrEqual(200);
  expect(answer.status()).toBeLessThan(500);
  const strange = '/ideas?q=%00%E2%80%AE%25&after=zzz&sort=%F0%9F%8C%B3';
  watch.allow(`422 GET ${strange}`);
  expect((await citizen.open(strange)).status()).toBe(422);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.getByRole('alert')).toBeVisible();
});
