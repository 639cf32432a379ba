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
import { type Demo, runDemo } from '${module}';
type Kata = { work(how: string, signal: AbortSignal): Promise<string> };
const WORDS = {
  en: { about: 'How it works.', stopped: 'nothing is left', flags: { how: 'how it is done' }, answer: 'it works' },
  es: { about: 'Cómo funciona.', stopped: 'no queda nada', flags: { how: 'cómo se hace' }, answer: 'funciona' },
};
type Words = (typeof WORDS)['en'];
await runDemo(import.meta.url, WORDS, { how: 'well' }, async (demo: Demo<Kata, Words, 'how'>) => {
  writeFileSync(join(demo.folder, 'file'), '');
  console.log(demo.folder);
  const how = await demo.kata.work(demo.flags.how, demo.signal);
  console.log(\`\${demo.words.answer} \${how}, \${demo.format.count(12345)} times\`);
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
const demo = async (args: readonly string[], interrupt = false, locale = 'C') => {
  const env = { ...process.env, NO_COLOR: '1', LC_ALL: '', LC_MESSAGES: '', LANG: locale };
  const child = spawn(process.execPath, [join(dir, 'demo.ts'), ...args], { env });
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
    expect({ code, said }).toEqual({ code: 0, said: 'it works well, 12,345 times' });
    expect(existsSync(folder)).toBe(false);
  });

  it('is given its flags', async () => {
    expect(await demo(['--how', 'better'])).toMatchObject({ code: 0, said: 'it works better, 12,345 times' });
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

  it.each([
    ['the language of the system', [], 'es_MX.UTF-8', 'funciona well, 12.345 times'],
    ['the one that is asked for', ['--lang', 'en'], 'es_MX.UTF-8', 'it works well, 12,345 times'],
    ['the one that is asked for', ['--lang=es'], 'C', 'funciona well, 12.345 times'],
    ['English where the system speaks neither', [], 'est_EE.UTF-8', 'it works well, 12,345 times'],
  ])('speaks %s', async (_, args, locale, said) => {
    expect(await demo(args, false, locale)).toMatchObject({ code: 0, said });
  });

  it('says in that language that it was stopped', async () => {
    const { code, said } = await demo(['--how', 'for ever'], true, 'es_ES.UTF-8');
    expect({ code, said }).toEqual({ code: 130, said: 'Interrumpido: no queda nada.' });
  });

  it.each([
    [['--quick'], '--quick'],
    [['--quick=1'], '--quick 1'],
    [['--how'], '--how'],
    [['--reference=solution'], '--reference solution'],
    [['--lang', 'fr'], '--lang fr'],
    [['solution'], 'solution'],
  ])('given %j says what it expects, and ends with 1', async (args, given) => {
    const { code, folder, said } = await demo(args);
    expect({ code, folder }).toEqual({ code: 1, folder: '' });
    expect(said).toBe(
      `${given} is not understood. Expected: pnpm demo [--reference] [--how …] [--lang en|es] [--help]. \`pnpm demo --help\` says what each does.`,
    );
  });

  it.each([
    ['C', ['Usage: pnpm demo [--reference] [--how …]', 'How it works.', 'how it is done (default: well)']],
    ['es_ES', ['Uso: pnpm demo [--reference] [--how …]', 'Cómo funciona.', 'cómo se hace (por omisión: well)']],
  ])('says with --help what it shows and what its flags mean, where the locale is %s', async (locale, sentences) => {
    const { code, folder, said } = await demo(['--help'], false, locale);
    expect(code).toBe(0);
    for (const sentence of sentences) expect(`${folder}\n${said}`).toContain(sentence);
  });
});
