import { execFileSync } from 'node:child_process';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { kataSeed, replayHint } from '../src/index.ts';

afterEach(() => vi.unstubAllEnvs());

describe('kataSeed', () => {
  it('is what KATA_SEED says', () => {
    vi.stubEnv('KATA_SEED', '42');
    expect(kataSeed()).toBe(42);
    vi.stubEnv('KATA_SEED', '4294967295');
    expect(kataSeed()).toBe(0xffff_ffff);
  });

  it('without KATA_SEED it is drawn once and stays the same in this process', () => {
    vi.stubEnv('KATA_SEED', undefined);
    const seed = kataSeed();
    expect(Number.isInteger(seed) && seed >= 0 && seed <= 0xffff_ffff).toBe(true);
    expect(kataSeed()).toBe(seed);
    vi.stubEnv('KATA_SEED', '');
    expect(kataSeed()).toBe(seed);
  });

  it('differs from process to process', () => {
    const source = `import { kataSeed } from ${JSON.stringify(new URL('../src/kata-seed.ts', import.meta.url).href)}; console.log(kataSeed())`;
    const env = { ...process.env, KATA_SEED: '' };
    const draw = () => execFileSync(process.execPath, ['--input-type=module', '-e', source], { env }).toString();
    expect(new Set([draw(), draw(), draw()]).size).toBeGreaterThan(1);
  });

  it.each(['-1', '1.5', 'abc', '4294967296', '1e3', ' 7'])(
    'refuses KATA_SEED=%s and says what is expected',
    (value) => {
      vi.stubEnv('KATA_SEED', value);
      expect(() => kataSeed()).toThrow(RangeError);
      expect(() => kataSeed()).toThrow(`KATA_SEED is "${value}"; expected an integer from 0 to 4294967295`);
    },
  );
});

describe('replayHint', () => {
  it('names the seed and the command that replays it', () => {
    expect(replayHint(7)).toBe('(seed 7; to replay: KATA_SEED=7 pnpm test)');
  });

  it('speaks of the seed of this run unless told otherwise', () => {
    vi.stubEnv('KATA_SEED', '99');
    expect(replayHint()).toContain('KATA_SEED=99');
  });
});
