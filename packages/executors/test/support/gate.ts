import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { onTestFinished } from 'vitest';

/** A door of files, so that tasks on this thread, in threads and in processes can all stand before it. */
export interface Gate {
  readonly path: string;
  open(): void;
  /** Who has reached the gate so far. */
  arrived(): string[];
  /** Process and thread of the task that reached the gate under this name. */
  who(name: string): string;
  /** Resolves once `count` have reached it. */
  reached(count: number): Promise<string[]>;
}

export function makeGate(): Gate {
  const path = mkdtempSync(join(tmpdir(), 'gate-'));
  const arrived = (): string[] => readdirSync(path).filter((name) => name !== 'open' && !name.startsWith('.'));
  const open = (): void => writeFileSync(join(path, 'open'), '');
  onTestFinished(() => rmSync(path, { recursive: true, force: true }));
  const who = (name: string): string => readFileSync(join(path, name), 'utf8');
  return { path, open, arrived, who, reached: (count) => until(() => arrived().length >= count && arrived()) };
}

/** Resolves with the first truthy value of `probe`; the test's own timeout is the limit. */
export async function until<T>(probe: () => T | Promise<T>): Promise<Exclude<T, false | undefined | null>> {
  for (;;) {
    const value = await probe();
    if (value) return value as Exclude<T, false | undefined | null>;
    await delay(1);
  }
}
