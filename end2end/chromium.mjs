import { getuid } from 'node:process';

/** Debian's browser unless told otherwise: no test run downloads one of its own. */
export const executablePath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium';

/**
 * Without the background flags Chromium calls home at every start, which fails slowly on a
 * closed network. Its sandbox refuses root, and only root.
 */
export const args = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(getuid?.() === 0 ? ['--no-sandbox'] : []),
];
