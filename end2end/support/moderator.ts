import { type Locator, expect } from '@playwright/test';
import { Citizen, type Idea } from './citizen.ts';
import type { Invited } from './desk.ts';

/** A member of staff at a browser of their own. */
export class Moderator extends Citizen {
  /** The address of their account. */
  email = process.env.E2E_STAFF_EMAIL ?? '';

  /** Lets them be this colleague: Kim, Mo or Lu. */
  as(name: 'Kim' | 'Mo' | 'Lu'): this {
    this.email = `${name.toLowerCase()}@example.org`;
    return this;
  }

  /** Signs in on the page, which leads to the queue. */
  async signIn(back = '/staff/queue'): Promise<void> {
    const { page } = this;
    await this.givesPassword(back);
    await page.waitForURL((url) => url.pathname.startsWith('/staff/queue'));
    await this.alive();
    await expect(page.getByRole('heading', { level: 1, name: 'Eingang' })).toBeVisible();
  }

  /** Gives address and password on the page; where that leads depends on the account. */
  async givesPassword(back: string): Promise<void> {
    const { page } = this;
    await this.open(`/staff?back=${encodeURIComponent(back)}`);
    await page.getByLabel('E-Mail-Adresse').fill(this.email);
    await page.getByLabel('Passwort', { exact: true }).fill(process.env.E2E_STAFF_PASSWORD ?? '');
    await page.getByRole('button', { name: 'Anmelden', exact: true }).click();
  }

  /** Signs in without the page. */
  async enters(): Promise<void> {
    const data = { email: this.email, password: process.env.E2E_STAFF_PASSWORD };
    const answer = await this.page.request.post('/api/staff/session', { data });
    expect(answer.status(), await answer.text()).toBe(200);
  }

  /** Takes an invitation up without the page, with the password of everybody; is signed in then. */
  async joins({ name, email, link }: Invited): Promise<void> {
    const path = new URL(link).pathname.replace('/staff/invite/', '/api/staff/welcome/');
    const data = { name, password: process.env.E2E_STAFF_PASSWORD };
    const answer = await this.page.request.post(path, { data });
    expect(answer.status(), await answer.text()).toBe(200);
    this.email = email;
  }

  /** Signs out without the page. */
  async leaves(): Promise<void> {
    expect((await this.page.request.delete('/api/staff/session')).ok()).toBe(true);
  }

  /** Signs out on a page of the staff. */
  async signsOut(): Promise<void> {
    await this.page.getByRole('button', { name: 'Abmelden', exact: true }).click();
    await expect(this.page).toHaveURL('/staff');
    await this.alive();
  }

  /** Opens an idea that waits. */
  async reads(idea: Idea): Promise<void> {
    await this.open(`/staff/queue?item=ideas-${idea.id}`);
    await expect(this.reading(idea.title)).toBeVisible();
  }

  /** The heading of what is open, as long as it is this. */
  reading(title: string): Locator {
    return this.pane.getByRole('heading', { level: 2, name: title });
  }

  /** Where what is open is read and decided. */
  get pane(): Locator {
    return this.page.getByRole('region', { name: 'Zur Entscheidung' });
  }

  /** Opens one of the boxes at the foot of what is open: *Rückfrage*, *Bearbeiten*, *Ablehnen*. */
  async box(name: string): Promise<void> {
    await this.pane.locator('summary').filter({ hasText: name }).click();
  }

  /** What a colleague does about what is open, as the notice over it says. */
  looked(name: string): Locator {
    return this.pane.getByText(`${name} sieht sich das gerade an.`);
  }

  /** Unfolds the list where it is folded, and loads all of it where scripts run. */
  async unfold(): Promise<void> {
    const fold = this.page.locator('label', { hasText: 'Liste' });
    if (await fold.isVisible()) await fold.click();
    const more = this.page.locator('.queue-more').getByRole('link');
    // Whatever other tests left waiting stands before what comes in now.
    while (this.js && (await more.isVisible())) {
      const before = await more.getAttribute('href');
      await more.click();
      await expect(async () => {
        const loaded = !(await more.isVisible()) || (await more.getAttribute('href')) !== before;
        expect(loaded).toBe(true);
      }).toPass();
    }
  }

  /** The line of something that waits, in the list beside it; on a phone the list is folded. */
  row(title: string): Locator {
    return this.page
      .getByRole('navigation', { name: 'Wartet auf eine Entscheidung' })
      .getByRole('link', { name: title });
  }
}
