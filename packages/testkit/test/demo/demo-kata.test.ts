import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

let dir: string;
beforeAll(() => {
  dir = realpathSync(mkdtempSync(join(tmpdir(), 'demo-')));
  const kata = new URL('../../src/demo/demo-kata.ts', import.meta.url).href;
  writeFileSync(
    join(dir, 'demo.ts'),
    `import { demoKata } from '${kata}';
try {
  const { name } = await demoKata<{ name: string }>(import.meta.url, process.argv.includes('--reference'), process.argv[2] as 'en');
  console.log(name);
} catch (error) {
  console.log((error as Error).message);
  process.exitCode = 1;
}`,
  );
  mkdirSync(join(dir, 'src'));
  writeFileSync(join(dir, 'src/index.ts'), `export const name: string = 'own';`);
});
afterAll(() => rmSync(dir, { recursive: true }));

const demo = (args: readonly string[], language = 'en') => {
  const all = [join(dir, 'demo.ts'), language, ...args];
  const { status, stdout } = spawnSync(process.execPath, all, { encoding: 'utf8' });
  return { status, stdout };
};

describe('a demo', () => {
  it("shows the student's own src", () => {
    expect(demo([])).toEqual({ status: 0, stdout: 'own\n' });
  });

  it.each([
    ['en', /^There is no reference here: --reference expects (.*), and .* Run `pnpm demo` without --reference/],
    ['es', /^Aquí no hay referencia: --reference espera (.*), y .* Ejecuta `pnpm demo` sin --reference/],
  ])('says in the language %s that the reference was not handed out and what to do', (language, sentence) => {
    const { status, stdout } = demo(['--reference'], language);
    expect(status).toBe(1);
    expect(stdout).toMatch(sentence);
    expect(sentence.exec(stdout)![1]).toBe(join(dir, 'solution/index.ts'));
  });

  it('shows the reference where there is one', () => {
    mkdirSync(join(dir, 'solution'));
    writeFileSync(join(dir, 'solution/index.ts'), `export const name: string = 'reference';`);
    expect(demo(['--reference'])).toEqual({ status: 0, stdout: 'reference\n' });
  });
});
