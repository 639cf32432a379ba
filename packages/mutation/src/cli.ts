#!/usr/bin/env node
/**
 * `mutate [kata…]`: how strong each spec is. Ends with 1 where a spec notices less than 90 % of the changes, or where a
 * survivor has no reason in `solution/survivors.json`. A reason without a survivor is told and no failure: which of two changes
 * a busy machine notices is not the same each time.
 */
import { readdir, readFile } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { mutate } from './run-mutants.ts';
import { type Strength, type Survivors, SurvivorsSchema, strengthOf } from './survivors.ts';

const KATAS = resolve(import.meta.dirname, '../../../katas');
/** The same inputs for every mutant, so that chance kills none. */
const SEED = '1';
/** One worker, since as many mutants as there are processors run at the same time. */
const COMMAND =
  'node node_modules/vitest/vitest.mjs run --mode solution --bail 1 --maxWorkers 1 --teardownTimeout 1000';
const LEAST_SCORE = 0.9;

const known = (await readdir(KATAS)).toSorted();
const asked = process.argv.slice(2).map(kataNamed);
process.env['KATA_SEED'] = SEED;
for (const kata of asked.length > 0 ? asked : known) {
  const dir = join(KATAS, kata);
  const reasons = await readSurvivors(join(dir, 'solution', 'survivors.json'));
  const options = { command: COMMAND, concurrency: availableParallelism(), onProgress: progressOf(kata) };
  tell(kata, strengthOf(await mutate(dir, options), reasons));
}

/** The whole name, or its number alone. */
function kataNamed(name: string): string {
  const kata = known.find((each) => each === name || each.startsWith(`${name}-`));
  if (kata !== undefined) return kata;
  console.error(`There is no kata "${name}". The katas are: ${known.join(', ')}.`);
  return process.exit(2);
}

async function readSurvivors(path: string): Promise<Survivors> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return '{ "survivors": [] }';
    throw error;
  });
  try {
    const parsed = SurvivorsSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : refuse(path, z.prettifyError(parsed.error));
  } catch (error) {
    return refuse(path, String(error));
  }
}

function refuse(path: string, said: string): never {
  console.error(
    `${path} is not a list of survivors; packages/mutation/src/survivors.ts says what is expected:\n${said}`,
  );
  return process.exit(2);
}

/** One line that is rewritten; where nothing can be, a line for every tenth. */
function progressOf(kata: string): (progress: { done: number; total: number; survived: number }) => void {
  const { stdout } = process;
  let tenth = 0;
  return ({ done, total, survived }) => {
    const line = `${kata}  ${String(done).padStart(String(total).length)}/${total} changes, ${survived} survived`;
    const reached = Math.floor((10 * done) / total);
    if (stdout.isTTY) stdout.write(`\r${line}${done === total ? '\n' : ''}`);
    else if (reached > tenth) console.log(line);
    tenth = reached;
  };
}

function tell(kata: string, { killed, survived, score, unexplained, outdated }: Strength): void {
  for (const { file, line, original, replacement } of unexplained) {
    console.log(`\n${kata}/solution/${file}:${line} survived\n- ${original}\n+ ${replacement}`);
  }
  for (const reason of outdated) console.log(`\n${kata}/solution/survivors.json: no such survivor any more: ${reason}`);
  const isStrong = score >= LEAST_SCORE && unexplained.length === 0;
  const share = `${(100 * score).toFixed(1)} %`;
  console.log(
    `\n${isStrong ? '✓' : '✗'} ${kata}: ${share} of ${killed + survived} changes noticed (${100 * LEAST_SCORE} % asked for), ${unexplained.length} survivors without a reason`,
  );
  if (!isStrong) process.exitCode = 1;
}
