import { type Alone, runToExit, scratch } from '@paralelo/testkit';
import { describe, it } from 'vitest';

type Kata = Alone<typeof import('#kata')>;

describe('exit', () => {
  it('a process that has read each figure once ends by itself', async () => {
    const program = async ({ kata }: Kata, path: string) => {
      await kata.readCpu();
      await kata.readMemory();
      await kata.readDisk(path);
    };
    await runToExit(program, await scratch());
  });

  it('a process whose monitor was aborted ends by itself, though the next samples are due in an hour', async () => {
    const program = async ({ kata }: Kata, diskPath: string) => {
      await kata.readCpu();
      // Whether it resolves is for other rules to say.
      const watch = (options: Parameters<typeof kata.monitorResources>[0]) =>
        kata.monitorResources(options).catch(() => {});
      const stop = new AbortController();
      const often = { sampleEveryMs: 10, reportEveryMs: 40, diskPath, onReport: () => stop.abort() };
      // Whoever never reports is asked to end all the same.
      setTimeout(() => stop.abort(), 5000).unref();
      const startedMs = performance.now();
      await watch({ ...often, signal: stop.signal });
      // When its workers are asleep too: they take no longer to start than those before took for everything.
      const asleepMs = Math.min(4000, Math.max(200, Math.ceil(performance.now() - startedMs)));
      const seldom = { sampleEveryMs: 3_600_000, reportEveryMs: 3_600_000, diskPath };
      const late = new Promise((_, reject) => {
        const text = 'A monitor that was aborted must settle, though its next samples are due in an hour;';
        const error = new Error(`${text} 10 s after the abort it has not.`);
        setTimeout(reject, asleepMs + 10_000, error).unref();
      });
      await Promise.race([watch({ ...seldom, signal: AbortSignal.timeout(asleepMs) }), late]);
    };
    await runToExit(program, await scratch());
  });

  it('a process whose onSample threw ends by itself, though the monitor has no signal', async () => {
    const program = async ({ kata }: Kata, diskPath: string) => {
      await kata.readCpu();
      const onSample = () => {
        throw new Error('enough of it');
      };
      // Whether it rejects is for other rules to say.
      const running = kata.monitorResources({ sampleEveryMs: 5, diskPath, onSample }).catch(() => {});
      // Nobody waits for this one, so it keeps no process.
      const late = new Promise((_, reject) => {
        const error = new Error('A monitor whose onSample throws must settle; after 10 s it has not.');
        setTimeout(reject, 10_000, error).unref();
      });
      await Promise.race([running, late]);
    };
    await runToExit(program, await scratch());
  });

  it('a process whose onReport threw ends by itself, though the monitor was not aborted', async () => {
    const program = async ({ kata }: Kata, diskPath: string) => {
      await kata.readCpu();
      const stop = new AbortController();
      // Whoever never reports is asked to end all the same.
      const timer = setTimeout(() => stop.abort(), 5000);
      const onReport = () => {
        throw new Error('no reports, please');
      };
      const often = { sampleEveryMs: 5, reportEveryMs: 20, diskPath, onReport };
      // Whether it rejects is for other rules to say.
      await kata.monitorResources({ ...often, signal: stop.signal }).catch(() => {});
      clearTimeout(timer);
    };
    await runToExit(program, await scratch());
  });

  it('a process whose monitor was refused ends by itself', async () => {
    const program = async ({ kata }: Kata, diskPath: string) => {
      await kata.readCpu();
      // Whether they are refused, and how, is for other rules to say: whoever runs all the same is asked to end.
      for (const bad of [{ diskPath: `${diskPath}/nothing` }, { diskPath, sampleEveryMs: 0 }]) {
        await kata.monitorResources({ ...bad, signal: AbortSignal.timeout(1000) }).catch(() => {});
      }
    };
    await runToExit(program, await scratch());
  });
});
