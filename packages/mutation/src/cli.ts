#!/usr/bin/env node
/**
 * `mutate [kata[/file]…]`: how strong each spec is. Ends with 1 where a spec notices less than 90 % of the changes, or where a
 * survivor has no reason in `solution/survivors.json`. A reason without a survivor is told and no failure: which of two changes
 * a busy machine notices is not the same each time.
 */
import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { type MutateOptions, mutate } from './run-mutants.ts';
import { type Strength, type Survivors, SurvivorsSchema, strengthOf } from './survivors.ts';

const KATAS = resolve(import.meta.dirname, '../../../katas');
/** The same inputs for every mutant, so that chance kills none. */
const SEED = '1';
/** One worker, since as many mutants as there are processors run at the same time. */
const COMMAND =
  'node node_modules/vitest/vitest.mjs run --mode solution --bail 1 --maxWorkers 1 --teardownTimeout 1000';
const LEAST_SCORE = 0.9;

const known = (await readdir(KATAS)).toSorted();
const wanted = process.argv.slice(2);
const asked = (wanted.length > 0 ? wanted : known).map(askedFor);
process.env['KATA_SEED'] = SEED;
// By default a signal ends a process without a word to those who clean up.
for (const [signal, code] of Object.entries({ SIGINT: 130, SIGTERM: 143 }))
  process.once(signal, () => process.exit(code));
for (const { kata, only } of asked) {
  const dir = join(KATAS, kata);
  const { survivors } = await readSurvivors(join(dir, 'solution', 'survivors.json'));
  const reasons = { survivors: survivors.filter(({ file }) => only === undefined || file === only) };
  const onMutant = tellEach(kata, reasons);
  const options = { only, command: COMMAND, concurrency: availableParallelism(), onMutant };
  tell(kata, strengthOf(await mutate(dir, options), reasons));
}

/** The whole name of a kata, or its number alone; behind a slash, a file of its solution. */
function askedFor(argument: string): { kata: string; only: string | undefined } {
  const [name, only] = argument.split(/\/(.*)/);
  const kata = known.find((each) => each === name || each.startsWith(`${name}-`));
  if (kata === undefined) return refuse(`There is no kata "${name}". The katas are: ${known.join(', ')}.`);
  if (only !== undefined && !existsSync(join(KATAS, kata, 'solution', only)))
    return refuse(`There is no file "${only}" in ${kata}/solution.`);
  return { kata, only };
}

async function readSurvivors(path: string): Promise<Survivors> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{ "survivors": [] }';
    throw error;
  });
  try {
    const parsed = SurvivorsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : refuseList(path, z.prettifyError(parsed.error));
  } catch (error) {
    return refuseList(path, String(error));
  }
}

function refuseList(path: string, said: string): never {
  return refuse(
    `${path} is not a list of survivors; packages/mutation/src/survivors.ts says what is expected:\n${said}`,
  );
}

function refuse(said: string): never {
  console.error(said);
  return process.exit(2);
}

/** A survivor as soon as it is known, and how far it all is: a line that is rewritten, or one for every tenth. */
function tellEach(kata: string, reasons: Survivors): NonNullable<MutateOptions['onMutant']> {
  const { stdout } = process;
  let tenth = 0;
  return (mutant, { done, total }) => {
    for (const { file, line, original, replacement } of strengthOf([mutant], reasons).unexplained) {
      console.log(
        `${stdout.isTTY ? '\r' : ''}${kata}/solution/${file}:${line} survived\n- ${original}\n+ ${replacement}\n`,
      );
    }
    const line = `${kata}  ${String(done).padStart(String(total).length)}/${total} changes`;
    const reached = Math.floor((10 * done) / total);
    if (stdout.isTTY) stdout.write(`\r${line}${done === total ? '\n' : ''}`);
    else if (reached > tenth) console.log(line);
    tenth = reached;
  };
}

function tell(kata: string, { killed, survived, score, unexplained, outdated }: Strength): void {
  for (const reason of outdated) console.log(`${kata}/solution/survivors.json: no such survivor any more: ${reason}`);
  const isStrong = score >= LEAST_SCORE && unexplained.length === 0;
  const share = `${(100 * score).toFixed(1)} %`;
  console.log(
    `${isStrong ? '✓' : '✗'} ${kata}: ${share} of ${killed + survived} changes noticed (${100 * LEAST_SCORE} % asked for), ${unexplained.length} survivors without a reason`,
  );
  if (!isStrong) process.exitCode = 1;
}
