import { glob, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { LogLevel } from '@stryker-mutator/api/core';
import { Stryker } from '@stryker-mutator/core';

/** A change to the program, and whether its tests noticed. */
export interface Mutant {
  /** Relative to the folder of the solution. */
  readonly file: string;
  readonly line: number;
  readonly original: string;
  readonly replacement: string;
  /** `survived`: every test passed all the same. `invalid`: no program, or left alone on purpose. */
  readonly fate: 'killed' | 'survived' | 'invalid';
}

/** A test run that takes this long, besides so many times what it takes alone, hangs. */
const PATIENCE_MS = 6_000;
const TIMES = 1.5;

/**
 * Changes what lies in `solution/` of a kata, one place at a time in a copy of the kata, and runs `command` for each.
 *
 * File by file: wherever Stryker may change something it asks at run time whether it does, and a hot loop that asks takes ten
 * times as long.
 *
 * @param command - runs the tests in the folder of the kata; an exit code other than 0 kills the mutant
 * @throws Error when the tests fail without any change
 */
export async function mutate(dir: string, command: string, concurrency: number): Promise<Mutant[]> {
  const cwd = process.cwd();
  // Stryker knows no folder but the current one.
  process.chdir(dir);
  try {
    const files = (await Array.fromAsync(glob('solution/**/*.ts'))).toSorted();
    const mutants: Mutant[] = [];
    for (const file of files) {
      const results = await resultsOf(file, command, concurrency);
      mutants.push(...(await Promise.all(results.map((result) => mutantOf(join(dir, 'solution'), result)))));
    }
    return mutants;
  } finally {
    process.chdir(cwd);
  }
}

type Result = Awaited<ReturnType<Stryker['runMutationTest']>>[number];

function resultsOf(file: string, command: string, concurrency: number): Promise<Result[]> {
  return new Stryker({
    mutate: [file],
    ignorePatterns: ['submissions', 'coverage'],
    testRunner: 'command',
    commandRunner: { command },
    plugins: [import.meta.resolve('./error-texts.ts')],
    ignorers: ['error-texts'],
    // TypeScript 7 has no JavaScript interface with which Stryker could rewrite this file.
    tsconfigFile: 'none',
    coverageAnalysis: 'off',
    concurrency,
    timeoutMS: PATIENCE_MS,
    timeoutFactor: TIMES,
    disableTypeChecks: false,
    // An enumeration for the compiler, a word at run time.
    logLevel: 'warn' as LogLevel,
    reporters: ['progress-append-only'],
    allowConsoleColors: false,
    tempDirName: '.stryker-tmp',
  }).runMutationTest();
}

async function mutantOf(solution: string, { fileName, location, replacement, status }: Result): Promise<Mutant> {
  const source = await readFile(fileName, 'utf8');
  return {
    file: relative(solution, fileName),
    line: location.start.line,
    original: cut(source, location),
    replacement: replacement ?? '',
    fate: fateOf(status),
  };
}

function fateOf(status: Result['status']): Mutant['fate'] {
  if (status === 'Killed' || status === 'Timeout') return 'killed';
  return status === 'Survived' || status === 'NoCoverage' ? 'survived' : 'invalid';
}

/** Lines and columns count from 1. */
function cut(source: string, { start, end }: Result['location']): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  lines[lines.length - 1] = lines.at(-1)!.slice(0, end.column - 1);
  lines[0] = lines[0]!.slice(start.column - 1);
  return lines.join('\n');
}
