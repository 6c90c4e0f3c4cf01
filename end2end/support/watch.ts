import { type BrowserContext, expect } from '@playwright/test';

/**
 * Notes everything that goes wrong in a browser without anybody seeing it: errors and warnings
 * of the console (hydration, policy violations), errors of the page, requests that fail, answers
 * of 400 and more, and requests to any other site.
 */
export class Watch {
  private readonly noted: string[] = [];
  private readonly allowed: (string | RegExp)[] = [];

  constructor(
    private readonly origin: string,
    /** Whether the browsers run scripts. */
    js: boolean,
  ) {
    // A browser without scripts refuses to load them, and has no use for WebAssembly.
    if (!js) this.allow(/^failed GET \/pkg\/\S+\.js csp$/, /was preloaded using link preload but not used/);
  }

  /**
   * Lets pass what belongs to a test: a note that begins with this text, such as
   * `404 GET /ideas/0`, or matches this pattern.
   */
  allow(...notes: (string | RegExp)[]): void {
    this.allowed.push(...notes);
  }

  /** Watches every page of a context. */
  follow(context: BrowserContext): void {
    context.on('console', (message) => {
      const text = message.text();
      // What the network did is noted below, with its address.
      if (text.startsWith('Failed to load resource')) return;
      if (['error', 'warning'].includes(message.type())) this.note(`${message.type()}: ${text}`);
    });
    context.on('weberror', (error) => this.note(`page error: ${error.error().message}`));
    context.on('request', (request) => {
      const url = request.url();
      if (/^https?:/.test(url) && !this.path(url)) this.note(`foreign ${request.method()} ${url}`);
    });
    context.on('requestfailed', (request) => {
      const why = request.failure()?.errorText ?? '';
      // The browser itself stops what a page that is left was still loading.
      if (why === 'net::ERR_ABORTED') return;
      this.note(`failed ${request.method()} ${this.path(request.url()) ?? request.url()} ${why}`);
    });
    context.on('response', (response) => {
      const path = this.path(response.url());
      if (path && response.status() >= 400) {
        this.note(`${response.status()} ${response.request().method()} ${path}`);
      }
    });
  }

  /** Fails unless everything that was noted is allowed. */
  verdict(): void {
    const wrong = this.noted.filter((note) => !this.allowed.some((allowed) => fits(note, allowed)));
    expect(wrong, 'nothing goes wrong unseen').toEqual([]);
  }

  private note(what: string): void {
    this.noted.push(what);
  }

  private path(url: string): string | undefined {
    return url.startsWith(`${this.origin}/`) ? url.slice(this.origin.length) : undefined;
  }
}

function fits(note: string, allowed: string | RegExp): boolean {
  return typeof allowed === 'string' ? note.startsWith(allowed) : allowed.test(note);
}
