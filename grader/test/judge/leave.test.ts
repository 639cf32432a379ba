import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { SubjectClient } from '../../src/judge/subject-client.ts';
import { readKata } from '../../src/kata/find-katas.ts';
import { type Stage, stageSubmission } from '../../src/kata/stage.ts';
import { levels } from '../sandbox/sandbox-harness.ts';

const kata = await readKata(join(import.meta.dirname, '../fixtures'), '00-crossing');

/** `echo` is told what to leave behind. */
const SUBMISSION = `
import { writeSync } from 'node:fs';
import { Socket } from 'node:net';
import { serialize } from 'node:v8';
import { Worker } from 'node:worker_threads';

const LEFT = {
  nothing() {},
  timer() { setTimeout(() => {}, 1e6); },
  worker() { new Worker('for (;;);', { eval: true }); },
  'bad end'() { process.on('exit', () => { process.exitCode = 3; }); },
  // The call was number 1, so what the judge asks next is number 2. Then its line is let go.
  'a lie'() {
    setInterval(() => {}, 1e6);
    Socket.prototype.unref = () => {
      const lie = serialize({ type: 'answer', id: 2, outcome: { ok: true, value: undefined } });
      const length = Buffer.alloc(4);
      length.writeUInt32BE(lie.length);
      writeSync(4, Buffer.concat([length, lie]));
    };
  },
};
export async function echo(what) { LEFT[what](); }
`;
let folder = '';
let stage: Stage;
const umask = process.umask(0);
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'leave-'));
  const src = join(folder, 'src');
  mkdirSync(src);
  writeFileSync(join(src, 'index.ts'), SUBMISSION);
  stage = await stageSubmission(kata, src, folder);
});
afterAll(() => {
  process.umask(umask);
  rmSync(folder, { recursive: true, force: true });
});

describe.each(levels)('a subject that is left alone at level $level', { timeout: 60_000 }, (isolation) => {
  async function leave(what: string) {
    const { limits, network, scratch } = kata;
    const subject = await SubjectClient.start({ isolation, stage, limits, network, scratch });
    try {
      await subject.call('echo', [what]);
      const kept = await subject.leave().catch((error: Error) => error.message);
      return { kept, failure: subject.failure?.message };
    } finally {
      await subject.close();
    }
  }

  it('ends by itself, and that is no failure', async () => {
    expect(await leave('nothing')).toEqual({ kept: undefined, failure: undefined });
  });

  it('says what keeps it alive, where it does not end', async () => {
    const [timer, worker] = await Promise.all([leave('timer'), leave('worker')]);
    expect(timer).toEqual({ kept: expect.arrayContaining(['Timeout']), failure: undefined });
    expect(worker).toEqual({ kept: expect.not.arrayContaining(['Timeout']), failure: undefined });
  });

  it('has failed when it ends with another code than 0, or says that it has ended', async () => {
    const code = "The submission's process ended with code 3 while it was being used.";
    expect(await leave('bad end')).toEqual({ kept: code, failure: code });
    const lie = 'It did not end, and did not say what kept it either.';
    expect(await leave('a lie')).toEqual({ kept: lie, failure: lie });
  });
});
