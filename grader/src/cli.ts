/** argv → command → exit code; nothing else. */
import { randomInt } from 'node:crypto';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { calibrate } from './commands/calibrate.ts';
import { cohort } from './commands/cohort.ts';
import { comment } from './commands/comment.ts';
import { EXIT } from './commands/exit-codes.ts';
import { grade } from './commands/grade.ts';
import { report } from './commands/report.ts';
import { template } from './commands/template.ts';
import { verify } from './commands/verify.ts';
import type { SubmissionSource } from './kata/find-submission.ts';
import { LANGUAGES, type Language, languageOf } from './report/language.ts';
import { REPORTER_NAMES } from './report/reporters.ts';
import { IsolationUnavailableError } from './sandbox/choose-isolation.ts';
import type { IsolationLevel } from './sandbox/isolation.ts';
import { UsageError } from './usage-error.ts';

const MAX_SEED = 2 ** 32 - 1;

function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MAX_SEED) {
    throw new InvalidArgumentError(`expected an integer from 0 to ${MAX_SEED}, e.g. --seed 42.`);
  }
  return value;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value === 0) {
    throw new InvalidArgumentError('expected a whole number of minutes from 1 up, e.g. --within 10.');
  }
  return value;
}

const language = () => new Option('--lang <lang>', 'language of the report').choices(LANGUAGES);
const reporter = (usual: string) =>
  new Option('--reporter <names>', `faces of the result, comma-separated: ${REPORTER_NAMES.join(', ')}`).default(usual);
const base = () => new Option('--base <file>', 'a result.json that the total is compared with');
const isolation = () =>
  new Option('--isolation <level>', 'how strongly a submission is held').choices(['full', 'process']);
const requireIsolation = () => new Option('--require-isolation <level>', 'refuse to run below it').choices(['full']);
const only = () => new Option('--only <phase>', 'one half of the grading').choices(['spec', 'speedup']);
const names = () =>
  new Option('--katas <names>', 'comma-separated; all katas without it').argParser((text) => [text]).default([], 'all');
const seeded = () => new Option('--seed <n>', 'makes the inputs; printed in every report').argParser(seed);

interface GradeFlags {
  reference?: true;
  submission?: string;
  only?: 'spec' | 'speedup';
  seed?: number;
  out?: string;
  lang?: Language;
  isolation?: IsolationLevel;
  requireIsolation?: 'full';
  reporter: string;
  base?: string;
}

interface CohortFlags
  extends Pick<GradeFlags, 'only' | 'seed' | 'lang' | 'isolation' | 'requireIsolation' | 'reporter'> {
  katas: string[];
  out: string;
  fresh?: true;
}

type VerifyFlags = Pick<GradeFlags, 'seed' | 'isolation' | 'requireIsolation'> & { within?: number };

function sourceOf({ reference, submission }: GradeFlags): SubmissionSource {
  if (submission !== undefined) return { kind: 'folder', dir: submission };
  return { kind: reference ? 'reference' : 'student' };
}

let exitCode: number = EXIT.passed;
const program = new Command('grader').description('Is it correct, and is it faster on more cores?').exitOverride();

program
  .command('grade')
  .description('grade the student’s own src/, the reference, or a folder')
  .argument('[kata...]', 'all katas without a name')
  .addOption(new Option('--reference', 'grade the reference solutions').conflicts('submission'))
  .option('--submission <dir>', 'a checkout or a folder with index.ts; spec and thresholds still come from here')
  .addOption(only())
  .addOption(seeded())
  .option('--out <dir>', 'where result.json is written', undefined)
  .addOption(language())
  .addOption(isolation())
  .addOption(requireIsolation())
  .addOption(reporter('terminal'))
  .addOption(base())
  .action(async (katas: string[], flags: GradeFlags) => {
    exitCode = await grade({
      katas,
      source: sourceOf(flags),
      seed: flags.seed ?? randomInt(MAX_SEED + 1),
      lang: flags.lang ?? languageOf(process.env),
      requireFull: flags.requireIsolation === 'full',
      reporter: flags.reporter,
      ...(flags.only && { only: flags.only }),
      ...(flags.out !== undefined && { out: flags.out }),
      ...(flags.isolation && { isolation: flags.isolation }),
      ...(flags.base !== undefined && { base: flags.base }),
    });
  });

program
  .command('cohort')
  .description('grade many checkouts; goes on where an earlier run stopped')
  .argument('<from>', 'a folder with one folder per student, or a text file with one path per line')
  .requiredOption('--out <dir>', 'where cohort.csv and a folder per student are written')
  .addOption(names())
  .addOption(only())
  .option('--fresh', 'grade everybody again, whatever is finished')
  .addOption(seeded())
  .addOption(language())
  .addOption(isolation())
  .addOption(requireIsolation())
  .addOption(reporter('json'))
  .action(async (from: string, flags: CohortFlags) => {
    exitCode = await cohort({
      from,
      katas: flags.katas,
      out: flags.out,
      fresh: flags.fresh === true,
      lang: flags.lang ?? languageOf(process.env),
      requireFull: flags.requireIsolation === 'full',
      reporter: flags.reporter,
      ...(flags.only && { only: flags.only }),
      ...(flags.seed !== undefined && { seed: flags.seed }),
      ...(flags.isolation && { isolation: flags.isolation }),
    });
  });

program
  .command('template')
  .description('make the repository that students get: stubs and checks, no solutions')
  .requiredOption('--out <dir>', 'a new or empty folder')
  .addOption(names())
  .option('--upstream <owner/repo@ref>', 'where its workflows take spec and grader from')
  .action(async (flags: { out: string; katas: string[]; upstream?: string }) => {
    exitCode = await template(flags);
  });

program
  .command('verify')
  .description('prove katas: stub, reference, every labelled submission')
  .argument('[kata...]', 'all katas without a name')
  .addOption(seeded())
  .addOption(isolation())
  .addOption(requireIsolation())
  .addOption(
    new Option('--within <minutes>', 'start no measurement later; what is left out is told').argParser(minutes),
  )
  .action(async (katas: string[], flags: VerifyFlags) => {
    exitCode = await verify({
      katas,
      seed: flags.seed ?? randomInt(MAX_SEED + 1),
      requireFull: flags.requireIsolation === 'full',
      ...(flags.isolation && { isolation: flags.isolation }),
      ...(flags.within !== undefined && { within: flags.within }),
    });
  });

program
  .command('calibrate')
  .description('say what this machine can give right now')
  .action(async () => {
    exitCode = await calibrate();
  });

program
  .command('report')
  .description('show a result.json again')
  .argument('<file>', 'a result.json')
  .addOption(language())
  .addOption(reporter('terminal'))
  .addOption(base())
  .action(async (file: string, flags: Pick<GradeFlags, 'lang' | 'reporter' | 'base'>) => {
    exitCode = await report({
      file,
      reporter: flags.reporter,
      lang: flags.lang ?? languageOf(process.env),
      ...(flags.base !== undefined && { base: flags.base }),
    });
  });

program
  .command('comment')
  .description('in a job of GitHub Actions (workflow_run): show a result.json in one comment under the pull request')
  .argument('<file>', 'a result.json')
  .addOption(language())
  .action(async (file: string, flags: Pick<GradeFlags, 'lang'>) => {
    exitCode = await comment({ file, lang: flags.lang ?? languageOf(process.env), env: process.env });
  });

function isOurWords(error: unknown): error is Error {
  return error instanceof UsageError || error instanceof IsolationUnavailableError;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version end with 0; commander has printed everything else already.
    exitCode = error.exitCode === 0 ? EXIT.passed : EXIT.trouble;
  } else {
    process.stderr.write(isOurWords(error) ? `${error.message}\n` : `${(error as Error)?.stack ?? error}\n`);
    exitCode = EXIT.trouble;
  }
}
process.exitCode = exitCode;
