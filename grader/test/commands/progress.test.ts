import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { startProgress } from '../../src/commands/progress.ts';
import { widthOf } from '../../src/report/layout.ts';

const ERASE = '\u001b[K';

/** Progress on a stream that remembers, with a clock that only `pass` moves. */
function stage(stream: { isTTY?: boolean; columns?: number } = {}, env: Record<string, string> = {}) {
  const written: string[] = [];
  let time = 1000;
  let tick: (() => void) | undefined;
  let period = 0;
  const progress = startProgress({
    stream: { ...stream, write: (text) => written.push(text) },
    env,
    now: () => time,
    every: (ms, callback) => {
      period = ms;
      tick = callback;
      return () => {
        tick = undefined;
      };
    },
  });
  const pass = (ms: number): void => {
    for (const end = time + ms; time + period <= end; ) {
      time += period;
      tick?.();
    }
  };
  return { progress, pass, written, isTicking: () => tick !== undefined };
}

const checks = { stage: '03-primes-sieve: checks', done: 7, total: 28, current: 'borders › a' };
const measuring = { stage: '03-primes-sieve: speedup', done: 0, total: 25 };

describe('progress, where a person watches', () => {
  test('what takes less than two seconds shows nothing', () => {
    const { progress, pass, written } = stage({ isTTY: true });
    progress.update(checks);
    pass(1800);
    progress.done();
    expect(written).toEqual([]);
  });

  test('from then on one line is redrawn: stage, bar, count, elapsed time, what runs now', () => {
    const { progress, pass, written } = stage({ isTTY: true });
    progress.update(checks);
    pass(2000);
    expect(written).toEqual([`\r03-primes-sieve: checks ━━━━━─────────────── 7/28  0:02  borders › a${ERASE}`]);
    progress.update(measuring);
    pass(63_000);
    expect(written.at(-1)).toBe(`\r03-primes-sieve: speedup ──────────────────── 0/25  1:05${ERASE}`);
    expect(written.join('')).not.toContain('\n');
  });

  test('done takes the line away, once, and nothing follows', () => {
    const { progress, pass, written, isTicking } = stage({ isTTY: true });
    progress.update(checks);
    pass(2200);
    written.length = 0;
    progress.done();
    progress.done();
    progress.update(measuring);
    pass(10_000);
    expect(written).toEqual([`\r${ERASE}`]);
    expect(isTicking()).toBe(false);
  });

  test('the line is narrower than the terminal', () => {
    const { progress, pass, written } = stage({ isTTY: true, columns: 40 });
    progress.update({ ...checks, current: '日本'.repeat(40) });
    pass(2000);
    expect(widthOf(written[0]!.replace('\r', '').replace(ERASE, ''))).toBeLessThan(40);
  });

  test('without a total there is neither bar nor count; a full bar is never overrun', () => {
    const { progress, pass, written } = stage({ isTTY: true });
    progress.update({ stage: 'looking at the machine', done: 0, total: 0 });
    pass(2000);
    progress.update({ stage: 'checks', done: 30, total: 28 });
    pass(200);
    expect(written).toEqual([
      `\rlooking at the machine  0:02${ERASE}`,
      `\rchecks ━━━━━━━━━━━━━━━━━━━━ 30/28  0:02${ERASE}`,
    ]);
  });

  test('a hostile name is inert', () => {
    const { progress, pass, written } = stage({ isTTY: true });
    progress.update({ ...checks, current: 'a\u001b[2J\nb' });
    pass(2000);
    expect(written[0]).toContain('a␛[2J␊b');
  });
});

describe('progress, where the output is a file', () => {
  test.each([
    ['not a terminal', {}, {}],
    ['a terminal that cannot redraw', { isTTY: true }, { TERM: 'dumb' }],
  ])('%s: a plain line on a new stage, else at most every five seconds', (_, stream, env) => {
    const { progress, pass, written } = stage(stream, env);
    progress.update(checks);
    pass(4000);
    progress.update({ ...checks, done: 8 });
    pass(4000);
    progress.update(measuring);
    pass(1000);
    progress.done();
    expect(written).toEqual([
      '[0:02] 03-primes-sieve: checks 7/28\n',
      '[0:07] 03-primes-sieve: checks 8/28\n',
      '[0:08] 03-primes-sieve: speedup 0/25\n',
    ]);
  });

  test('stages that take turns are named once each, then share the pace', () => {
    const { progress, pass, written } = stage();
    pass(2000);
    for (let i = 0; i < 60; i++) {
      progress.update({ stage: `kata ${i % 2}: checks`, done: i, total: 60 });
      pass(200);
    }
    expect(written).toEqual([
      '[0:02] kata 0: checks 0/60\n',
      '[0:02] kata 1: checks 1/60\n',
      '[0:07] kata 0: checks 26/60\n',
      '[0:12] kata 1: checks 51/60\n',
    ]);
  });

  test('before the first update there is nothing to say', () => {
    const { pass, written } = stage();
    pass(20_000);
    expect(written).toEqual([]);
  });
});

test('a process that forgets to end its progress ends all the same', async () => {
  const module = new URL('../../src/commands/progress.ts', import.meta.url).href;
  const script = `const { startProgress } = await import('${module}'); startProgress().update({ stage: 'a', done: 0, total: 1 });`;
  const run = promisify(execFile)(process.execPath, ['--input-type=module', '-e', script]);
  await expect(run).resolves.toEqual({ stdout: '', stderr: '' });
});
