import { expect, test, unique } from '../support/test.ts';

test('a topic is added, put away and brought back, and the board shows it', async ({ newModerator, axe }) => {
  const admin = await newModerator();
  const { page } = admin;
  await admin.signIn();
  await admin.open('/staff/settings/topics');
  await page.getByRole('link', { name: 'Thema hinzufügen' }).click();
  const name = unique('Wasser');
  await page.getByLabel('Name auf Deutsch').fill(name);
  await page.getByLabel('Name auf Englisch').fill('Water');
  await page.getByRole('radio', { name: 'Baum' }).check();
  await page.getByRole('radio', { name: 'Moos' }).check();
  await axe(page);
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText(`Hinzugefügt: ${name}`)).toBeVisible();
  await axe(page);

  const chip = page.getByRole('main').getByRole('link', { name, exact: true });
  await admin.open('/ideas');
  await expect(chip).toHaveAttribute('data-colour', 'moss');

  await admin.open('/staff/settings/topics');
  await page.getByRole('button', { name: `${name} archivieren` }).click();
  await expect(page.getByText(`Archiviert: ${name}`)).toBeVisible();
  await page.getByRole('button', { name: 'Rückgängig' }).click();
  await expect(page.getByText(`Wieder angeboten: ${name}`)).toBeVisible();
  await page.getByRole('button', { name: `${name} archivieren` }).click();
  await expect(page.getByText(`Archiviert: ${name}`)).toBeVisible();
  await admin.open('/ideas');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(chip).toHaveCount(0);
});

test('every page of the settings is accessible', async ({ newModerator, axe }) => {
  const admin = await newModerator();
  const { page } = admin;
  await admin.enters();
  for (const part of ['', '/labs', '/labs/new', '/projects', '/departments', '/departments/new', '/templates', '/templates/new', '/rules']) {
    expect((await admin.open(`/staff/settings${part}`)).status(), part).toBe(200);
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    await axe(page);
  }
});

test('what is wrong with a setting is told at its field', async ({ newModerator, watch }) => {
  const admin = await newModerator();
  const { page } = admin;
  await admin.signIn();
  await admin.open('/staff/settings/labs/new');
  await page.getByLabel('Name', { exact: true }).fill('Stadtlabor Nirgendwo');
  await page.getByLabel('Montag').fill('irgendwann');
  watch.allow('422 POST /api/staff/settings/labs');
  await page.getByRole('button', { name: 'Speichern' }).click();
  await expect(page.getByText('Bitte Zeiten wie')).toBeVisible();
  await expect(page.getByLabel('Montag')).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByLabel('Montag')).toHaveValue('irgendwann');
  await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Stadtlabor Nirgendwo');
});

test('of two who set the same thing the second is told, and loses nothing', async ({ newModerator, desk, watch, axe }) => {
  const [first, second] = [await newModerator(), await newModerator()];
  const name = unique('Neues Thema');
  await first.enters();
  const data = { name_de: name, name_en: name, icon: 'sun', colour: 'green', text_de: 'Neu', text_en: 'New', position: '90' };
  const made = await first.page.request.post('/api/staff/settings/topics', { data });
  const { id } = await made.json();
  const path = `/staff/settings/topics/${id}`;
  watch.allow(`412 PUT /api${path}`, `412 POST /api${path}`);
  await second.joins(await desk.invite({ role: 'admin' }));
  for (const one of [first, second]) await one.open(path);
  const save = async ({ page }: typeof first, text: string) => {
    await page.getByLabel('Beschreibung auf Deutsch').fill(text);
    await page.getByRole('button', { name: 'Speichern' }).click();
  };
  await save(first, 'Vom ersten');
  await first.page.waitForURL(/saved=/);
  await save(second, 'Vom zweiten');
  await expect(second.page.getByText('Noch einmal Speichern überschreibt')).toBeVisible();
  await expect(second.page.getByLabel('Beschreibung auf Deutsch')).toHaveValue('Vom zweiten');
  await axe(second.page);
  await second.page.getByRole('button', { name: 'Speichern' }).click();
  await second.page.waitForURL(/saved=/);
  await first.page.request.post(`/api${path}/archive`, { data: null });
});

test('the numbers are charts with tables, and tables to take away', async ({ newModerator, axe }) => {
  const admin = await newModerator();
  const { page } = admin;
  await admin.signIn();
  await admin.open('/staff/numbers?days=90');
  const intake = page.getByRole('region', { name: 'Eingang pro Tag' }).first();
  await expect(intake.getByRole('img', { name: /Eingang pro Tag/ })).toBeVisible();
  for (const title of ['Nach Thema', 'Nach Stadtlabor', 'Nach Fachbereich']) {
    await expect(page.getByRole('img', { name: new RegExp(title) })).toBeVisible();
  }
  await intake.getByText('Als Tabelle').click();
  await expect(intake.getByRole('table').getByRole('row')).toHaveCount(91);
  await axe(page);
  const file = await page.request.get('/api/staff/export/ideas.csv');
  expect(file.headers()['content-disposition']).toMatch(/stadtlabor-ideas-\d{4}-\d\d-\d\d\.csv/);
  expect((await file.body()).subarray(0, 3).toString('hex')).toBe('efbbbf');

  // Narrowed down, the table of a chart is taken away like that.
  await page.getByLabel('Thema', { exact: true }).selectOption({ label: 'Klimaschutz' });
  await page.getByRole('button', { name: 'Filtern' }).click();
  await expect(page).toHaveURL(/days=90.*topic=klima/);
  await expect(page.getByRole('img', { name: /Nach Thema/ }).locator('.chart-name')).toHaveText(['Klimaschutz']);
  const topics = page.getByRole('region', { name: 'Nach Thema' }).first();
  await topics.getByText('Als Tabelle').click();
  const csv = await topics.getByRole('link', { name: 'Als CSV laden' }).getAttribute('href');
  const rows = (await (await page.request.get(csv ?? '')).text()).trim().split('\r\n');
  expect(rows).toHaveLength(2);
  expect(rows[1]).toMatch(/^Klimaschutz;klima;\d+;/);
});

test('the numbers follow what comes in', { tag: '@hydrated' }, async ({ newCitizen, newModerator, desk }) => {
  const admin = await newModerator();
  const { page } = admin;
  await admin.signIn();
  await admin.open('/staff/numbers');
  const intake = page.getByRole('region', { name: 'Eingang pro Tag' }).first();
  await intake.getByText('Als Tabelle').click();
  const today = intake.getByRole('table').getByRole('row').nth(1).getByRole('cell').first();
  const before = Number(await today.innerText());
  const idea = await (await newCitizen()).postsIdea();
  await expect.poll(async () => Number(await today.innerText())).toBeGreaterThan(before);
  await expect(today, 'the table stays open').toBeVisible();
  await desk.clear(idea.title);
});

test('the log is filtered by kind and idea', async ({ citizen, newModerator, axe }) => {
  const idea = await citizen.postsIdea();
  const admin = await newModerator();
  const { page } = admin;
  await admin.signIn();
  await admin.open('/staff/audit');
  await page.getByLabel('Was', { exact: true }).selectOption({ label: 'Idee eingegangen' });
  await page.getByLabel('Idee Nr.').fill(String(idea.id));
  await page.getByRole('button', { name: 'Filtern' }).click();
  const entries = page.getByRole('list', { name: 'Einträge' }).getByRole('listitem');
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText(idea.title);
  await expect(page).toHaveURL(new RegExp(`kind=idea.submitted.*idea=${idea.id}`));
  await axe(page);
  const csv = await page.getByRole('link', { name: 'Als CSV laden' }).getAttribute('href');
  const file = await (await page.request.get(csv ?? '')).text();
  expect(file.trim().split('\r\n')).toHaveLength(2);
});
