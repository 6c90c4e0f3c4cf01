import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

const target = resolve(import.meta.dirname, '../target');
const log = join(target, 'end2end-server.log');

/** The staff member of the tests. */
export const staff = { email: 'e2e@example.org', password: 'e2e-only-Correct-Horse-42' };

/** Colleagues with accounts of their own and the same password, for tests that need several. */
export const colleagues = [
  { name: 'Kim', role: 'moderator' },
  { name: 'Mo', role: 'moderator' },
  { name: 'Lu', role: 'editor' },
].map((one) => ({ ...one, email: `${one.name.toLowerCase()}@example.org` }));

/**
 * Starts the program that was just built, on a fresh data folder with the sample content and
 * a staff account; returns what stops it again.
 */
export default async function setup(): Promise<() => Promise<void>> {
  const program = process.env.STADTLABOR_PROGRAM ?? join(target, 'debug/stadtlabor');
  const data = mkdtempSync(join(tmpdir(), 'stadtlabor-end2end-'));
  const addr = `127.0.0.1:${await freePort()}`;
  const baseURL = `http://${addr}`;
  const env: NodeJS.ProcessEnv = {
    ...process.env,
    STADTLABOR_ADDR: addr,
    STADTLABOR_BASE_URL: baseURL,
    STADTLABOR_DATA: data,
    STADTLABOR_SITE: process.env.STADTLABOR_SITE ?? join(target, 'site'),
    STADTLABOR_STAFF_PASSWORD: staff.password,
  };
  // Whatever database the developer uses: the tests have their own.
  delete env.DATABASE_URL;

  execFileSync(program, ['demo'], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  for (const { email, name, role } of [{ email: staff.email, name: 'E2E', role: 'admin' }, ...colleagues]) {
    const words = ['--email', email, '--name', name, '--role', role];
    execFileSync(program, ['staff', 'add', ...words], { env, stdio: ['ignore', 'ignore', 'inherit'] });
  }

  const out = openSync(log, 'w');
  const server = spawn(program, ['serve'], { env, stdio: ['ignore', out, out] });
  await ready(server, `${baseURL}/readyz`);
  process.env.BASE_URL = baseURL;
  process.env.E2E_STAFF_EMAIL = staff.email;
  process.env.E2E_STAFF_PASSWORD = staff.password;
  // Where mails appear, and what a test may look into.
  process.env.E2E_DATA = data;

  return async () => {
    const code = await stop(server);
    rmSync(data, { recursive: true, force: true });
    if (code !== 0) throw new Error(`the program ended with ${code} instead of 0; see ${log}`);
  };
}

async function ready(server: ChildProcess, url: string): Promise<void> {
  for (let tries = 0; tries < 300; tries++) {
    if (server.exitCode !== null) break;
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok) return;
    await sleep(100);
  }
  server.kill('SIGKILL');
  throw new Error(`the program does not answer on ${url}:\n${readFileSync(log, 'utf8').slice(-4000)}`);
}

/** SIGTERM, and SIGKILL when it has not drained within twice the promised time. */
async function stop(server: ChildProcess): Promise<number | string | null> {
  if (server.exitCode !== null) return server.exitCode;
  const ended = new Promise<number | string | null>((done) =>
    server.once('exit', (code, signal) => done(code ?? signal)),
  );
  server.kill('SIGTERM');
  const late = sleep(20_000, undefined, { ref: false }).then(() => {
    server.kill('SIGKILL');
    return 'no end within 20 s';
  });
  return Promise.race([ended, late]);
}

function freePort(): Promise<number> {
  return new Promise((done, failed) => {
    const probe = createServer();
    probe.once('error', failed);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => (address && typeof address === 'object' ? done(address.port) : failed(address)));
    });
  });
}
