import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { kataVitestConfig } from '../src/vitest.ts';

const PACKAGE = fileURLToPath(new URL('..', import.meta.url));
let kata = '';

/** A kata of its own: its spec prints which implementation it met. */
beforeAll(async () => {
  kata = await mkdtemp(join(tmpdir(), 'kata-'));
  const imports = { '#kata': { solution: './solution/index.ts', default: './src/index.ts' } };
  const files = {
    'package.json': JSON.stringify({ name: 'kata', type: 'module', imports }),
    'vitest.config.ts': `import { kataVitestConfig } from '${PACKAGE}src/vitest.ts';\nexport default kataVitestConfig();\n`,
    'src/index.ts': "export const who = 'the stub';\n",
    'solution/index.ts': "export const who = 'the reference';\n",
    'submissions/wrong/odd/index.ts': "export const who = 'a submission';\n",
    'spec/hangs.spec.ts':
      "import { it } from 'vitest';\nfor (const n of [1, 2, 3, 4]) it('hangs ' + n, () => { console.log('began', n); return new Promise(() => {}); }, 100);\n",
    'spec/floods.spec.ts':
      "import { it } from 'vitest';\nconst fail = (n: number) => void Promise.reject(new Error('error ' + n));\nit('floods', () => { for (let n = 0; n < 50; n++) fail(n); });\n",
    'spec/who.spec.ts':
      "import { expect, it } from 'vitest';\nimport { who } from '#kata';\nit('says who', () => expect.fail('met ' + who));\n",
  };
  for (const [name, text] of Object.entries(files)) {
    const path = join(kata, name);
    await mkdir(join(path, '..'), { recursive: true });
    await writeFile(path, text);
  }
  await symlink(join(PACKAGE, 'node_modules'), join(kata, 'node_modules'));
});

afterAll(() => rm(kata, { recursive: true, force: true }));

function runVitest(...args: string[]): Promise<string> {
  const entry = join(PACKAGE, 'node_modules', 'vitest', 'vitest.mjs');
  const env = { ...process.env, NO_COLOR: '1', VITEST: undefined, NODE_OPTIONS: undefined };
  return new Promise((resolve) => {
    execFile(process.execPath, [entry, 'run', ...args], { cwd: kata, env }, (_error, stdout, stderr) => {
      resolve(stdout + stderr);
    });
  });
}

describe('kataVitestConfig', { timeout: 60_000 }, () => {
  it('runs the spec against src', async () => {
    expect(await runVitest()).toContain('met the stub');
  });

  it('runs the spec against the reference in mode solution', async () => {
    expect(await runVitest('--mode', 'solution')).toContain('met the reference');
  });

  it('runs the spec against a labelled submission in mode submission:<label>/<name>', async () => {
    expect(await runVitest('--mode', 'submission:wrong/odd')).toContain('met a submission');
  });

  it('says of a test that hangs what that means, and gives no advice to wait longer', async () => {
    const said = await runVitest();
    expect(said).toContain('The calls of this test have not all settled within 0.1 s.');
    expect(said).not.toContain('timed out');
  });

  it('does not wait for all of a file whose tests hang, and says which did', async () => {
    const said = await runVitest();
    expect(said.match(/^began \d$/gm)).toEqual(['began 1', 'began 2']);
    expect(said).toMatch(/Not run, .*:\n- hangs 1\n- hangs 2$/m);
  });

  it('ends a test whose loop does not end, which no time limit reaches, and says which it was', async () => {
    const spec = join(kata, 'spec', 'spins.spec.ts');
    const body = "it('is quick', () => {});\nit('spins', () => { for (;;); }, 100);\n";
    await writeFile(spec, `import { it } from 'vitest';\n${body}`);
    const said = await runVitest('spec/spins.spec.ts').finally(() => rm(spec));
    expect(said).toContain('A loop that does not end: "spins" has computed for 10 s without a pause');
  });

  it('tells errors that nobody handles once for each place where they are made', async () => {
    const said = await runVitest();
    expect(said.match(/^Error: error \d+$/gm), said).toEqual(['Error: error 0']);
    expect(said).toContain('… and 49 more unhandled errors, made in the same places.');
  });

  it('refuses a submission that does not exist and shows the form that is expected', () => {
    const config = kataVitestConfig();
    const load = () => config({ mode: 'submission:wrong/none', command: 'serve' });
    expect(load).toThrow(/no submission at .*wrong.none.index\.ts; expected --mode submission:<label>\/<name>/);
  });

  it('stands in for #kata and for nothing else', () => {
    const cwd = process.cwd();
    process.chdir(kata);
    try {
      const { plugins } = kataVitestConfig()({ mode: 'submission:wrong/odd', command: 'serve' });
      const [plugin] = plugins as unknown as [{ resolveId: (id: string) => string | null }];
      expect(plugin.resolveId('#kata')).toMatch(/wrong.odd.index\.ts$/);
      expect(plugin.resolveId('node:fs')).toBeNull();
    } finally {
      process.chdir(cwd);
    }
    expect(kataVitestConfig()({ mode: 'solution', command: 'serve' }).plugins).toEqual([]);
  });
});
