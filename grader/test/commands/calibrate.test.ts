import { describe, expect, it } from 'vitest';
import { runGrader } from './grader-process.ts';

const NAMES = {
  en: ['cpu', 'platform', 'usable', 'given now', 'without others', 'to programs', 'isolation', 'speedup'],
  es: [
    'procesador',
    'plataforma',
    'utilizables',
    'da ahora',
    'sin los demás',
    'a programas',
    'aislamiento',
    'aceleración',
  ],
} as const;

describe('what this machine can give', () => {
  it.each(['en', 'es'] as const)('is said in %s, a figure a line', async (lang) => {
    const { code, stdout, stderr } = await runGrader('calibrate', '--lang', lang);
    expect(stderr).toBe('');
    expect(code).toBe(0);
    const rows = stdout.trimEnd().split('\n');
    for (const name of NAMES[lang])
      expect(
        rows.filter((row) => row.startsWith(name.padEnd(16))),
        stdout,
      ).toHaveLength(1);
  });

  it('has at least one core in it, and no more than there are', async () => {
    const { stdout } = await runGrader('calibrate');
    const [, given] = /^given now +(\d\.\d\d) cores/m.exec(stdout)!;
    const [, usable] = /^usable +([\d.]+)/m.exec(stdout)!;
    expect(Number(given)).toBeGreaterThanOrEqual(1);
    expect(Number(given)).toBeLessThanOrEqual(Math.max(1, Math.floor(Number(usable))));
  });
});
