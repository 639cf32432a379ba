import { spawn } from 'node:child_process';
import { text } from 'node:stream/consumers';
import type { Job, Step } from './workflow.ts';

/** What a runner would do with a step that uses an action: the test puts there what the action would. */
export type Actions = Readonly<Record<string, (inputs: Readonly<Record<string, string>>) => void | Promise<void>>>;

export interface Walk {
  readonly actions: Actions;
  /** Values of expressions, by their path: `github.token`. */
  readonly context: Readonly<Record<string, string>>;
  /** What every step sees; a step adds its own. */
  readonly env: Readonly<Record<string, string>>;
  /** The folder that `working-directory` is relative to. */
  readonly placeOf: (workingDirectory: string) => string;
}

export interface Walked {
  readonly step: string;
  readonly code: number;
  readonly output: string;
}

/**
 * Walks the steps of a job in their order, as a runner does: actions by what stands in for them, scripts in `bash -e`. Ends with
 * the first step that fails.
 */
export async function walkJob({ steps = [] }: Job, walk: Walk): Promise<Walked[]> {
  const walked: Walked[] = [];
  for (const step of steps) {
    const one = await walkStep(step, walk);
    walked.push(one);
    if (one.code !== 0) break;
  }
  return walked;
}

async function walkStep(step: Step, { actions, context, env, placeOf }: Walk): Promise<Walked> {
  const name = step.name ?? step.uses ?? step.run ?? '';
  const filled = (values: Readonly<Record<string, string | boolean>> = {}) =>
    Object.fromEntries(Object.entries(values).map(([key, value]) => [key, fill(String(value), context)]));
  if (step.uses !== undefined) {
    const action = actions[step.uses.split('@')[0]!];
    if (!action) throw new Error(`Nothing stands in for ${step.uses}.`);
    await action(filled(step.with));
    return { step: name, code: 0, output: '' };
  }
  const child = spawn('bash', ['-e', '-c', step.run!], {
    cwd: placeOf(step['working-directory'] ?? ''),
    env: { ...env, ...filled(step.env) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const code = new Promise<number>((resolve) => child.once('close', (exit) => resolve(exit ?? -1)));
  const [exit, stdout, stderr] = await Promise.all([code, text(child.stdout), text(child.stderr)]);
  return { step: name, code: exit, output: stdout + stderr };
}

/** Expressions that are a path, or the first of several that is there. */
function fill(value: string, context: Readonly<Record<string, string>>): string {
  return value.replace(/\$\{\{(.*?)\}\}/g, (_, expression: string) => {
    const known = expression.split('||').map((path) => context[path.trim()]);
    const found = known.find((one) => one !== undefined);
    if (found === undefined) throw new Error(`Nothing is known of${expression}.`);
    return found;
  });
}
