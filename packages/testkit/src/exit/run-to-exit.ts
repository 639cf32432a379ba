import { make } from '../make.ts';
import { comeToRest } from './at-rest.ts';
import { runAlone } from './run-alone.ts';

const EXIT = Symbol.for('paralelo.exit');

/** What a program of a spec works with. */
export interface Alone<Kata> {
  readonly kata: Kata;
  /** Where the kata exports classes. */
  readonly make: typeof make;
  /** Waits until the process of the kata does no work any more. @throws Error when it works on */
  atRest(): Promise<void>;
}

/** Whoever has the kata in another process anyway: a judge, while a spec is graded. */
interface Provider {
  readonly kata: unknown;
  /** All CPU time of that process so far, its threads and children included, ms. */
  cpuMs(): Promise<number>;
  /** Lets go of that process and waits for its end. @returns Node's names of what kept it alive instead. */
  leave(): Promise<readonly string[] | undefined>;
}

/**
 * Runs a program in a process that has nothing else to do, and waits until that process has ended by itself.
 *
 * The program is sent as text: it sees its arguments and what every program sees, nothing else of the spec. The arguments
 * are plain data. Call it once in a test, after all else that is asked of the kata: while a spec is graded each test has one
 * process, which has ended then. An object under `Symbol.for('paralelo.exit')` of the global object has the kata in that case.
 *
 * @returns what the program returns, plain data too
 * @throws what the program throws; Error when its process does not end, which says what keeps it alive
 * @example
 * await runToExit(async ({ kata }, limit) => void (await kata.sieve(limit)), 1000);
 */
export async function runToExit<Kata, Args extends readonly unknown[], Result>(
  program: (alone: Alone<Kata>, ...args: Args) => Promise<Result>,
  ...args: Args
): Promise<Result> {
  const provider = (globalThis as { [EXIT]?: Provider })[EXIT];
  if (provider === undefined) {
    const { result, keptBy } = await runAlone(program.toString(), args);
    expectEnd(keptBy);
    return result as Result;
  }
  const atRest = () => comeToRest(() => provider.cpuMs());
  const result = await program({ kata: provider.kata as Kata, make, atRest }, ...args);
  expectEnd(await provider.leave());
  return result;
}

/** What Node calls them, and what those who start them do. */
const IN_WORDS: Readonly<Record<string, string>> = {
  MessagePort: 'a worker that can still send messages',
  Process: 'a child process',
  TCPServer: 'a server',
  TCPSocket: 'a connection',
  Timeout: 'a timer',
  UDP: 'a UDP socket',
};

/** @throws Error unless `keptBy` is `undefined` */
function expectEnd(keptBy: readonly string[] | undefined): void {
  if (keptBy === undefined) return;
  // Pipes are what every process writes its output to; a child that has some is listed itself.
  const names = [...new Set(keptBy.map((name) => name.replace(/Wrap$/, '')))].filter((name) => name !== 'Pipe');
  const by =
    names.map((name) => IN_WORDS[name] ?? name).join(', ') ||
    'work that Node does not list, it seems: a worker that computes, or a DNS lookup';
  throw new Error(
    `The process still runs though all calls have settled. A program must end when its work is done. What keeps it alive: ${by}. End workers and children, clear timers and close sockets before the promise settles.`,
  );
}
