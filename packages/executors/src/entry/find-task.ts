import { NamedFailure, named } from '../failure.ts';
import { type Callable, exportedTask, type TaskAddress } from '../task.ts';

// While a task's module is loading, making a pool that spawns is the classic fork bomb: submit looks at this.
const LOADING = Symbol.for('paralelo.executors.loading');

/** The task, or what fails each call of it for the same reason. */
export async function findTask(address: TaskAddress): Promise<Callable> {
  try {
    return await loadTask(address);
  } catch (error) {
    return (): never => {
      throw error;
    };
  }
}

/** @throws NamedFailure when the module cannot be imported or has no such export. */
export async function loadTask({ url, name }: TaskAddress): Promise<Callable> {
  const loading = globalThis as { [LOADING]?: string | undefined };
  let module: Record<string, unknown>;
  loading[LOADING] = url;
  try {
    module = await import(/* @vite-ignore */ url);
  } catch (error) {
    throw notFound(`the worker cannot import ${url}, where the task "${name}" lives: see the cause`, error);
  } finally {
    loading[LOADING] = undefined;
  }
  const fn = exportedTask(module, name);
  if (fn) return fn;
  const exported = Object.keys(module).join(', ') || 'nothing';
  throw notFound(
    `${url} does not export "${name}", only ${exported}: export the task at the top level under its own name`,
  );
}

function notFound(message: string, cause?: unknown): NamedFailure {
  return new NamedFailure(named('TaskNotFoundError', message, cause));
}
