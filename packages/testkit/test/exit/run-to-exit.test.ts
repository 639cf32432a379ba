import { describe, expect, it } from 'vitest';
import { type Alone, runToExit } from '../../src/index.ts';

type With = Alone<typeof import('./kata.ts')>;

describe('runToExit', { timeout: 60_000 }, () => {
  it('gives what the program returns, which sees the kata, its arguments and `make`', async () => {
    const program = async ({ kata, make }: With, from: number, more: { by: number }) => {
      const counter = await make(kata.Counter, from);
      await kata.leave('nothing');
      return { sum: counter.from + more.by, answer: kata.Answer.Right };
    };
    expect(await runToExit(program, 1, { by: 2 })).toEqual({ sum: 3, answer: 42 });
  });

  it('throws what the program throws', async () => {
    const error = await runToExit(({ kata }: With) => kata.refuse()).catch((reason: unknown) => reason);
    expect(error).toMatchObject({ name: 'RangeError', message: 'not this one' });
    expect((error as Error).stack, 'its stack, without the text of the program').toMatch(/kata\.ts(?![\s\S]*data:)/);
  });

  it('says what keeps a process alive', async () => {
    const kinds = ['timer', 'worker', 'busy worker', 'child', 'server'] as const;
    const leftBehind = kinds.map((what) =>
      runToExit(({ kata }: With, kind: typeof what) => kata.leave(kind), what).then(
        () => 'nothing',
        (error: Error) => /What keeps it alive: ([^.]+)\./.exec(error.message)?.[1] ?? error.message,
      ),
    );
    expect(await Promise.all(leftBehind)).toEqual([
      'a timer',
      'a worker that can still send messages',
      'work that Node does not list, it seems: a worker that computes, or a DNS lookup',
      'a child process',
      'a server',
    ]);
  });

  it('knows a process at rest from one that works on where nobody waits for it', async () => {
    const atRest = runToExit(async ({ kata, atRest }: With) => {
      await kata.leave('nothing');
      await atRest();
      return 'at rest';
    });
    // Several: on a busy machine one of them may get no time to speak of.
    const atWork = runToExit(async ({ kata, atRest }: With) => {
      await kata.goOn(4);
      await atRest();
    });
    await expect(atWork).rejects.toThrow(/works on though the call has settled: \d+ ms of CPU time/);
    expect(await atRest).toBe('at rest');
  });

  it('takes a process that ends in the middle of a call, or badly after it, for no good end', async () => {
    const inTheMiddle = runToExit(({ kata }: With) => kata.exit(0));
    await expect(inTheMiddle).rejects.toThrow('ended with exit code 0 before its calls had settled');
    const after = runToExit(({ kata }: With) => kata.failLater());
    await expect(after).rejects.toThrow(/ended with exit code 1 after its calls had settled[\s\S]*nobody caught me/);
  });
});
