import { defineConfig } from '@playwright/test';
import { args, executablePath } from './chromium.mjs';

const phone = { width: 360, height: 740 };
const desktop = { width: 1280, height: 800 };

/**
 * Every spec runs on a phone and on a desk with the page hydrated, and on a phone without any
 * JavaScript; on a desk without it only what is about that, for the forms are the same. A test
 * tagged `@hydrated` or `@nojs` runs only where that makes sense.
 */
export default defineConfig({
  testDir: 'tests',
  globalSetup: './global-setup.ts',
  outputDir: 'test-results/artifacts',
  forbidOnly: !!process.env.CI,
  // A second try on a busy machine; what needed it is reported as flaky.
  retries: process.env.CI ? 2 : 0,
  workers: 2,
  fullyParallel: true,
  // Only for what never ends: how long a browser takes depends on the machine.
  timeout: 180_000,
  expect: { timeout: 20_000 },
  reporter: [['list'], ['json', { outputFile: 'test-results/report.json' }]],
  use: {
    // The global setup puts it here before any test's process starts.
    baseURL: process.env.BASE_URL,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    launchOptions: { executablePath, args },
    screenshot: 'only-on-failure',
  },
  projects: [
    { name: 'phone', grepInvert: /@nojs/, use: { viewport: phone, hasTouch: true } },
    { name: 'desktop', grepInvert: /@nojs/, use: { viewport: desktop } },
    {
      name: 'phone-nojs',
      grepInvert: /@hydrated/,
      use: { viewport: phone, javaScriptEnabled: false },
    },
    {
      name: 'desktop-nojs',
      grep: /@nojs/,
      use: { viewport: desktop, javaScriptEnabled: false },
    },
  ],
});
