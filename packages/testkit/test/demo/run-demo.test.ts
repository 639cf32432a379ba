import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dir: string;
beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'run-demo-')));
  const module = new URL('../../src/demo/run-demo.ts', import.meta.url).href;
  writeFileSync(
    join(dir, 'demo.ts'),
    `import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { runDemo } from '${module}';
type Kata = { work(how: string, signal: AbortSignal): Promise<string> };
await runDemo<Kata, 'how'>(import.meta.url, { stopped: 'nothing is left', flags: { how: 'well' } }, async (demo) => {
  writeFileSync(join(demo.folder, 'file'), '');
  console.log(demo.folder);
  console.log(await demo.kata.work(demo.flags.how, demo.signal));
});`,
  );
  mkdirSync(join(dir, 'src'));
  writeFileSync(
    join(dir, 'src/index.ts'),
    `export async function work(how: string, signal: AbortSignal): Promise<string> {
  if (how === 'badly') throw new Error('not written yet');
  if (how === 'into a pipe that nobody reads') {
    const alive = setInterval(() => console.log('more'), 10);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    clearInterval(alive);
  }
  if (how === 'deaf') {
    signal.addEventListener('abort', () => console.log('not now'));
    await new Promise(() => setInterval(() => {}, 1000));
  }
  if (how === 'for ever') {
    const alive = setInterval(() => {}, 1000);
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
    clearInterval(alive);
    signal.throwIfAborted();
  }
  return how;
}`,
  );
});
afterAll(() => rmSync(dir, { recursive: true }));

/** Runs it to its end; `interrupt` sends what Ctrl+C sends at each piece of output. */
const demo = async (args: readonly string[], interrupt = false) => {
  const child = spawn(process.execPath, [join(dir, 'demo.ts'), ...args], { env: { ...process.env, NO_COLOR: '1' } });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    if (interrupt) child.kill('SIGINT');
    output += text;
  });
  const [code] = await once(child, 'close');
  const [folder, ...lines] = output.split('\n');
  return { code, folder: folder!, said: lines.join('\n').trim() };
};

describe('a demo', () => {
  it('ends with 0 and leaves no folder behind', async () => {
    const { code, folder, said } = await demo([]);
    expect({ code, said }).toEqual({ code: 0, said: 'well' });
    expect(existsSync(folder)).toBe(false);
  });

  it('is given its flags', async () => {
    expect(await demo(['--how', 'better'])).toMatchObject({ code: 0, said: 'better' });
  });

  it('ends with 1 and what the work threw', async () => {
    const { code, folder, said } = await demo(['--how', 'badly']);
    expect({ code, said }).toEqual({ code: 1, said: 'not written yet' });
    expect(existsSync(folder)).toBe(false);
  });

  it('ends with 130 at Ctrl+C, when the work has given up', async () => {
    const { code, folder, said } = await demo(['--how', 'for ever'], true);
    expect({ code, said }).toEqual({ code: 130, said: 'Stopped: nothing is left.' });
    expect(existsSync(folder)).toBe(false);
  });

  it('ends at the second Ctrl+C where the work does not give up, and leaves no folder behind', async () => {
    const { code, folder } = await demo(['--how', 'deaf'], true);
    expect(code).toBe(130);
    expect(existsSync(folder)).toBe(false);
  });

  it('gives up when nobody reads what it says, and leaves no folder behind', async () => {
    const child = spawn(process.execPath, [join(dir, 'demo.ts'), '--how', 'into a pipe that nobody reads']);
    const [said] = (await once(child.stdout, 'data')) as [Buffer];
    child.stdout.destroy();
    await once(child, 'exit');
    expect(existsSync(String(said).split('\n')[0]!)).toBe(false);
  });

  it('names a flag that it does not know, and ends with 1', async () => {
    const { code, said } = await demo(['--quick']);
    expect(code).toBe(1);
    expect(said).toMatch(/^Unknown option '--quick'/);
  });
});
