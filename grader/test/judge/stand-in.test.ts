import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { make } from '@paralelo/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type standIn, standInModule } from '../../src/judge/stand-in.ts';
import { SubjectClient } from '../../src/judge/subject-client.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { stageSubmission } from '../../src/kata/stage.ts';
import { levels } from '../sandbox/sandbox-harness.ts';

type Kata = typeof import('../fixtures/katas/00-crossing/solution/index.ts');

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');
let folder = '';
let subject: SubjectClient;
const umask = process.umask(0);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'stand-in-'));
  const stage = await stageSubmission(kata, join(kata.dir, 'solution'), folder);
  const { limits, network, scratch } = kata;
  subject = await SubjectClient.start({ isolation: levels[0]!, stage, limits, network, scratch });
});
afterAll(async () => {
  await subject.close();
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

const source: Parameters<typeof standIn>[2] = () => Promise.resolve(subject);
const standIns = standInModule(kata.exports, source) as unknown as Kata;

describe('what stands in for a kata', () => {
  it('has its names, and the functions and classes have them too', () => {
    expect(Object.keys(standIns)).toEqual(Object.keys(kata.exports));
    expect([standIns.echo.name, standIns.Counter.name]).toEqual(['echo', 'Counter']);
  });

  it('calls functions of the subject', async () => {
    expect(await standIns.echo(new Map([['a', 1]]))).toEqual(new Map([['a', 1]]));
    await expect(standIns.fail('type')).rejects.toThrow(new TypeError('expected a number, got "x"'));
  });

  it('makes instances that live in the subject, each with a state of its own', async () => {
    const [one, other] = [await make(standIns.Counter, 1), await make(standIns.Counter, 10)];
    await one.add(2);
    expect([await one.add(), await other.add()]).toEqual([4, 11]);
    await expect(make(standIns.Counter, 0.5)).rejects.toThrow('start is 0.5; expected an integer');
  });

  it('says how a class is made when it is made otherwise', () => {
    expect(() => new standIns.Counter(1)).toThrow(
      'A spec makes Counter with `await make(Counter, …)` of the testkit, not with `new`.',
    );
  });

  it('reads a value when it is awaited', async () => {
    expect(await standIns.answer).toBe(42);
  });

  it('is no unhandled rejection while nobody looks', async () => {
    const held = standIns.fail('own');
    await standIns.echo('something else meanwhile');
    await expect(held).rejects.toMatchObject({ name: 'GoneError', code: 'E_GONE' });
  });
});
