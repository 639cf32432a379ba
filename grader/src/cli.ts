/** argv → command → exit code; nothing else. */
import { randomInt } from 'node:crypto';
import { askedLanguage, LANGUAGES, type Language, languageOf } from '@paralelo/testkit/language';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { calibrate } from './commands/calibrate.ts';
import { cohort } from './commands/cohort.ts';
import { comment } from './commands/comment.ts';
import { EXIT } from './commands/exit-codes.ts';
import { grade } from './commands/grade.ts';
import { localizeErrors } from './commands/localized-errors.ts';
import { localizeHelp } from './commands/localized-help.ts';
import { report } from './commands/report.ts';
import { template } from './commands/template.ts';
import { verify } from './commands/verify.ts';
import type { SubmissionSource } from './kata/find-submission.ts';
import { translator } from './report/messages/messages.ts';
import { REPORTER_NAMES } from './report/reporters.ts';
import { sayIn } from './report/sentence.ts';
import { IsolationUnavailableError } from './sandbox/choose-isolation.ts';
import type { IsolationLevel } from './sandbox/isolation.ts';
import { UsageError } from './usage-error.ts';

/** What is said before, and besides, the report: help, progress, errors. */
const lang = askedLanguage(process.argv) ?? languageOf(process.env);
const t = translator(lang);
z.config(z.locales[lang]());

const MAX_SEED = 2 ** 32 - 1;

function seed(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value > MAX_SEED) {
    throw new InvalidArgumentError(t('usage.seed', { most: MAX_SEED }));
  }
  return value;
}

function minutes(text: string): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || value === 0) {
    throw new InvalidArgumentError(t('usage.minutes'));
  }
  return value;
}

const language = () => new Option('--lang <lang>', t('help.lang')).choices(LANGUAGES);
const reporter = (usual: string) =>
  new Option('--reporter <names>', t('help.reporter', { names: REPORTER_NAMES.join(', ') })).default(usual);
const base = () => new Option('--base <file>', t('help.base'));
const isolation = () => new Option('--isolation <level>', t('help.isolation')).choices(['full', 'process']);
const requireIsolation = () => new Option('--require-isolation <level>', t('help.requireIsolation')).choices(['full']);
const only = () => new Option('--only <phase>', t('help.only')).choices(['spec', 'speedup']);
const names = () =>
  new Option('--katas <names>', t('help.names')).argParser((text) => [text]).default([], t('help.all'));
const seeded = () => new Option('--seed <n>', t('help.seed')).argParser(seed);

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

interface TemplateFlags extends Pick<GradeFlags, 'lang'> {
  katas: string[];
  out: string;
  upstream?: string;
  classroom50?: string;
}

type VerifyFlags = Pick<GradeFlags, 'seed' | 'lang' | 'isolation' | 'requireIsolation'> & { within?: number };

function sourceOf({ reference, submission }: GradeFlags): SubmissionSource {
  if (submission !== undefined) return { kind: 'folder', dir: submission };
  return { kind: reference ? 'reference' : 'student' };
}

let exitCode: number = EXIT.passed;
const program = localizeErrors(localizeHelp(new Command('grader'), t), t).exitOverride();

program
  .command('grade')
  .description(t('help.grade'))
  .argument('[kata...]', t('help.katas'))
  .addOption(new Option('--reference', t('help.reference')).conflicts('submission'))
  .option('--submission <dir>', t('help.submission'))
  .addOption(only())
  .addOption(seeded())
  .option('--out <dir>', t('help.out'))
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
      lang: flags.lang ?? lang,
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
  .description(t('help.cohort'))
  .argument('<from>', t('help.from'))
  .requiredOption('--out <dir>', t('help.outCohort'))
  .addOption(names())
  .addOption(only())
  .option('--fresh', t('help.fresh'))
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
      lang: flags.lang ?? lang,
      requireFull: flags.requireIsolation === 'full',
      reporter: flags.reporter,
      ...(flags.only && { only: flags.only }),
      ...(flags.seed !== undefined && { seed: flags.seed }),
      ...(flags.isolation && { isolation: flags.isolation }),
    });
  });

program
  .command('template')
  .description(t('help.template'))
  .requiredOption('--out <dir>', t('help.outTemplate'))
  .addOption(names())
  .option('--upstream <owner/repo@ref>', t('help.upstream'))
  .option('--classroom50 <dir>', t('help.classroom50'))
  .addOption(language())
  .action(async (flags: TemplateFlags) => {
    exitCode = await template({ ...flags, lang: flags.lang ?? lang });
  });

program
  .command('verify')
  .description(t('help.verify'))
  .argument('[kata...]', t('help.katas'))
  .addOption(seeded())
  .addOption(language())
  .addOption(isolation())
  .addOption(requireIsolation())
  .addOption(new Option('--within <minutes>', t('help.within')).argParser(minutes))
  .action(async (katas: string[], flags: VerifyFlags) => {
    exitCode = await verify({
      katas,
      seed: flags.seed ?? randomInt(MAX_SEED + 1),
      lang: flags.lang ?? lang,
      requireFull: flags.requireIsolation === 'full',
      ...(flags.isolation && { isolation: flags.isolation }),
      ...(flags.within !== undefined && { within: flags.within }),
    });
  });

program
  .command('calibrate')
  .description(t('help.calibrate'))
  .addOption(language())
  .action(async (flags: Pick<GradeFlags, 'lang'>) => {
    exitCode = await calibrate(flags.lang ?? lang);
  });

program
  .command('report')
  .description(t('help.report'))
  .argument('<file>', t('help.file'))
  .addOption(language())
  .addOption(reporter('terminal'))
  .addOption(base())
  .action(async (file: string, flags: Pick<GradeFlags, 'lang' | 'reporter' | 'base'>) => {
    exitCode = await report({
      file,
      reporter: flags.reporter,
      lang: flags.lang ?? lang,
      ...(flags.base !== undefined && { base: flags.base }),
    });
  });

program
  .command('comment')
  .description(t('help.comment'))
  .argument('<file>', t('help.file'))
  .addOption(language())
  .action(async (file: string, flags: Pick<GradeFlags, 'lang'>) => {
    exitCode = await comment({ file, lang: flags.lang ?? lang, env: process.env });
  });

/** What an error says that is the user's to mend; of any other, all that is known. */
function wordsOf(error: unknown): string {
  const isOurs = error instanceof UsageError || error instanceof IsolationUnavailableError;
  if (!isOurs) return (error as Error)?.stack ?? String(error);
  return (lang === 'en' ? undefined : sayIn(lang, error.said)) ?? error.message;
}

try {
  await program.parseAsync();
} catch (error) {
  if (error instanceof CommanderError) {
    // Help and version end with 0; the parser has printed everything else already.
    exitCode = error.exitCode === 0 ? EXIT.passed : EXIT.trouble;
  } else {
    process.stderr.write(`${wordsOf(error)}\n`);
    exitCode = EXIT.trouble;
  }
}
process.exitCode = exitCode;
