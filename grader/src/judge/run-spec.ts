import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { fileURLToPath } from 'node:url';
import { stripVTControlCharacters } from 'node:util';
import { type Reporter, startVitest, type TestCase, type TestModule, type Vite } from 'vitest/node';
import type { FailureKind } from '../report/result.ts';
import { inEnglish, sentence } from '../report/sentence.ts';
import type { SpecCheck, SpecEvidence } from './evidence.ts';
import { type JudgeJob, PROVIDED_JOB } from './judge-job.ts';
import type { SubjectReport } from './spec-subjects.ts';

/** How a finished test is told to whoever watches. */
export type OnCheck = (check: SpecCheck) => void;

const SETUP = fileURLToPath(new URL('./spec-setup.ts', import.meta.url));
const STAND_IN = fileURLToPath(new URL('./stand-in.ts', import.meta.url));
const SUBJECTS = fileURLToPath(new URL('./spec-subjects.ts', import.meta.url));
const VIRTUAL = '\0paralelo:kata';

/** `#kata` becomes a module of stand-ins, written from the exports in kata.json. */
function standInPlugin(job: JudgeJob): Vite.Plugin {
  const lines = Object.entries(job.kata.exports).map(
    ([name, kind]) =>
      `export const ${name} = standIn(${JSON.stringify(name)}, ${JSON.stringify(kind)}, currentSubject);`,
  );
  const code = [
    `import { currentSubject } from ${JSON.stringify(SUBJECTS)};`,
    `import { standIn } from ${JSON.stringify(STAND_IN)};`,
    ...lines,
  ].join('\n');
  return {
    name: 'paralelo:stand-in',
    enforce: 'pre',
    resolveId: (id) => (id === '#kata' ? VIRTUAL : undefined),
    load: (id) => (id === VIRTUAL ? code : undefined),
  };
}

function subjectOf(test: TestCase): SubjectReport | undefined {
  return test.meta().subject;
}

/** The name of the outermost `describe`: the rule that a test is about. */
function ruleOf(test: TestCase): string {
  let node: TestCase | TestCase['parent'] = test;
  let rule = '';
  while (node.type !== 'module') {
    if (node.type === 'suite') rule = node.name;
    node = node.parent as TestCase['parent'];
  }
  return rule;
}

function nameWithin(test: TestCase): string {
  const rule = ruleOf(test);
  return test.fullName.startsWith(`${rule} > `) ? test.fullName.slice(rule.length + 3) : test.fullName;
}

/** Of a subject that died nothing else need be said: what the spec found afterwards comes of it. */
function messageOf(test: TestCase): string {
  const failure = subjectOf(test)?.failure;
  if (failure !== undefined) return plain(failure.message, MAX_MESSAGE);
  const errors = test.result().errors ?? [];
  const text = [...new Set(errors.map((error) => [error.message, error.diff].filter(Boolean).join('\n')))].join('\n\n');
  return plain(text, MAX_MESSAGE);
}

/** A test that asked the submission nothing. */
function isUnused(subject: SubjectReport | undefined): boolean {
  return subject?.calls === 0 && subject.failure === undefined && subject.fault === undefined;
}

/** The message, and what it says where all of it is the judge's own. */
function saidOf(test: TestCase): Pick<SpecCheck, 'message' | 'messageSentences'> {
  const message = messageOf(test);
  const subject = subjectOf(test);
  const own = isUnused(subject) ? [sentence('unused')] : subject?.failure?.messageSentences;
  const isOwn = own !== undefined && plain(inEnglish(own, '\n'), MAX_MESSAGE) === message;
  return { message, ...(isOwn && { messageSentences: own }) };
}

/** A result must stay readable, and small enough to be read again. */
const MAX_MESSAGE = 4000;
const MAX_PRINTED = 2000;

function plain(text: string, max: number): string {
  const bare = stripVTControlCharacters(text);
  return bare.length > max ? `${bare.slice(0, max)}…` : bare;
}

function kindOf(test: TestCase): FailureKind {
  const subject = subjectOf(test);
  if (subject?.failure) return subject.failure.kind;
  if (subject?.fault !== undefined) return 'fault';
  if (isUnused(subject)) return 'integrity';
  return /^Test timed out/.test(messageOf(test)) ? 'timeout' : 'assertion';
}

function toCheck(test: TestCase): SpecCheck {
  const passed = test.result().state === 'passed';
  const printed = subjectOf(test)?.printed;
  return {
    rule: ruleOf(test),
    name: nameWithin(test),
    passed,
    ...(passed ? {} : { kind: kindOf(test), ...saidOf(test) }),
    ...(!passed && printed ? { printed: plain(printed, MAX_PRINTED) } : {}),
    durationMs: test.diagnostic()?.duration ?? 0,
  };
}

/** Where every check failed and every first call threw the same, as a stub does, that is the one thing to say. */
function withOneReason(checks: readonly SpecCheck[], tests: readonly TestCase[]): readonly SpecCheck[] {
  const rejections = new Set(tests.map((test) => subjectOf(test)?.rejection));
  const [rejection] = rejections;
  if (rejections.size !== 1 || rejection === undefined || checks.some((check) => check.passed)) return checks;
  return checks.map(({ messageSentences: _, ...check }) => ({ ...check, message: plain(rejection, MAX_MESSAGE) }));
}

function faultsOf(modules: readonly TestModule[], unhandled: readonly { message?: string }[], job: JudgeJob): string[] {
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const faults = modules.flatMap((module) => module.errors().map((error) => `${module.moduleId}: ${error.message}`));
  faults.push(...unhandled.map((error) => String(error.message)));
  faults.push(...new Set(tests.flatMap((test) => subjectOf(test)?.fault ?? [])));
  if (faults.length === 0 && tests.length !== job.kata.checks) {
    faults.push(`kata.json promises ${job.kata.checks} checks, the spec ran ${tests.length}.`);
  }
  const unfinished = tests.filter((test) => !['passed', 'failed'].includes(test.result().state));
  if (unfinished.length > 0) faults.push(`${unfinished.length} tests were skipped or did not finish.`);
  return faults;
}

/** Runs the spec of `job.kata` against the submission, in the process it is called in. */
export async function runSpec(job: JudgeJob, onCheck: OnCheck = () => {}): Promise<SpecEvidence> {
  const since = performance.now();
  // Nothing of an earlier run may be found again: a cached module once let a submission's code into the judge.
  const workDir = await mkdtemp(join(tmpdir(), 'paralelo-judge-'));
  let modules: readonly TestModule[] = [];
  let unhandled: readonly { message?: string }[] = [];
  const reporter: Reporter = {
    onTestCaseResult: (test) => onCheck(toCheck(test)),
    onTestRunEnd: (ran, errors) => {
      modules = ran;
      unhandled = errors;
    },
  };
  const { callTimeoutMs, loadTimeoutMs } = job.kata.limits;
  try {
    const vitest = await startVitest(
      'test',
      [],
      {
        root: job.kata.dir,
        config: false,
        watch: false,
        include: ['spec/**/*.spec.ts'],
        setupFiles: [SETUP],
        reporters: [reporter],
        pool: 'threads',
        maxWorkers: 1,
        isolate: false,
        allowOnly: false,
        fileParallelism: false,
        // The subject's own limits end a test that hangs; this one only backs them up.
        testTimeout: 2 * callTimeoutMs,
        hookTimeout: loadTimeoutMs + callTimeoutMs,
        provide: { [PROVIDED_JOB]: job },
        fsModuleCache: false,
        // What is ours runs as it is: Node strips the types itself, and nothing of it need be transformed once more.
        server: { deps: { external: [/\/(grader|packages\/testkit)\/src\//] } },
      },
      { plugins: [standInPlugin(job)], cacheDir: workDir, logLevel: 'silent' },
    );
    await vitest.close();
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
  const tests = modules.flatMap((module) => [...module.children.allTests()]);
  const total = (of: (report: SubjectReport) => number): number =>
    tests.reduce((sum, test) => sum + (subjectOf(test) ? of(subjectOf(test)!) : 0), 0);
  return {
    checks: withOneReason(tests.map(toCheck), tests),
    faults: faultsOf(modules, unhandled as { message?: string }[], job),
    wallMs: performance.now() - since,
    loadMs: total((report) => report.loadMs),
    callMs: total((report) => report.callMs),
  };
}
