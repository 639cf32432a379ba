import { rmSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { styleText } from 'node:util';
import { type Language, languageOf } from '../language.ts';
import { demoKata } from './demo-kata.ts';
import { demoHelp, readDemoOptions } from './demo-options.ts';
import { DEMO_TEXTS } from './demo-texts.ts';
import { type Format, formatIn } from './format.ts';
import { progressBar } from './progress-bar.ts';

/** What a demo says, besides whatever else it says. */
export interface DemoWords {
  /** What it shows: a sentence or two, for `--help`. */
  readonly about: string;
  /** What is true after Ctrl+C. */
  readonly stopped: string;
  /** What each of its own flags means, for `--help`. */
  readonly flags?: Readonly<Record<string, string>>;
}

/** What a demo works with. */
export interface Demo<Kata, Words, Flag extends string = never> {
  /** The student's `src`, or the reference with `--reference`. */
  readonly kata: Kata;
  /** Its words in the language of the reader. */
  readonly words: Words;
  /** How numbers are written there. */
  readonly format: Format;
  /** What `onProgress` may be: see {@link progressBar}. */
  readonly progress: (tell: (counts: string) => string) => (progress: { done: number; total: number }) => void;
  /** What is said after Ctrl+C. */
  readonly stopped: string;
  /** Aborted by Ctrl+C. */
  readonly signal: AbortSignal;
  /** An empty folder, removed afterwards. */
  readonly folder: string;
  readonly flags: Readonly<Record<Flag, string>>;
}

/**
 * Runs a demo until its end or Ctrl+C, and tidies up; a second Ctrl+C does not wait for what is going on. The exit code is 1 if
 * the work failed or the command line is not understood, 130 if it gave up because of Ctrl+C, 0 otherwise.
 *
 * @param demoUrl - `import.meta.url` of the demo
 * @param words - what it says, in each language
 * @param defaults - flags of its own, with their defaults
 * @example
 * type Kata = typeof import('./src/index.ts');
 * await runDemo(import.meta.url, WORDS, {}, async ({ kata, words }: Demo<Kata, Words>) => {
 *   console.log(words.primes(await kata.sieve(100)));
 * });
 */
export async function runDemo<Kata, Words extends DemoWords, Flag extends string = never>(
  demoUrl: string,
  words: Readonly<Record<Language, Words>>,
  defaults: Readonly<Record<Flag, string>>,
  show: (demo: Demo<Kata, Words, Flag>) => Promise<void>,
): Promise<void> {
  const stop = new AbortController();
  const folder = await mkdtemp(join(tmpdir(), 'demo-'));
  // Who asks twice does not want to wait for the work to give up.
  const onSignal = () => {
    if (stop.signal.aborted) {
      rmSync(folder, { recursive: true, force: true });
      process.exit(130);
    }
    stop.abort();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, onSignal);
  // Nobody reads on, as behind `| head`.
  process.stdout.on('error', () => stop.abort());
  let language = languageOf(process.env);
  try {
    const options = readDemoOptions(process.argv.slice(2), process.env, defaults);
    language = options.language;
    const { about, flags: meanings = {} } = words[language];
    if (options.isHelp) {
      console.log(demoHelp(language, about, defaults, meanings));
      return;
    }
    const kata = await demoKata<Kata>(demoUrl, options.isReference, language);
    const format = formatIn(language);
    await show({
      kata,
      words: words[language],
      format,
      progress: (tell) => progressBar(tell, format.count),
      stopped: stoppedIn(language, words),
      signal: stop.signal,
      folder,
      flags: options.flags,
    });
  } catch (error) {
    console.log(`\n${stop.signal.aborted ? stoppedIn(language, words) : styleText('red', messageOf(error))}`);
    process.exitCode = stop.signal.aborted ? 130 : 1;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function stoppedIn(language: Language, words: Readonly<Record<Language, DemoWords>>): string {
  return DEMO_TEXTS[language].stopped(words[language].stopped);
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
