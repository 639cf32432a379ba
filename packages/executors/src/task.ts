/** Kept free of imports: a task's module is loaded in every worker, and start-up time is paid there. */

/** Any function an executor can call. */
export type Callable = (...args: never[]) => unknown;

/** How a task crosses to a worker: by name. */
export interface TaskAddress {
  /** URL of the module, as `import()` takes it. */
  readonly url: string;
  readonly name: string;
}

// A registered symbol, so that two copies of this module (bundles, linked checkouts) still understand each other.
const ADDRESS = Symbol.for('paralelo.executors.task');

function mark<F extends Callable>(fn: F, address: TaskAddress): F {
  Object.defineProperty(fn, ADDRESS, { value: address, configurable: true });
  return fn;
}

/**
 * Declares an exported function of this module as a task that thread and process pools can run; returns the function.
 *
 * @param moduleUrl `import.meta.url` of the module that exports `fn`.
 * @throws TypeError when `fn` has no name: the worker finds it by module and export name.
 * @example
 * export const square = task(import.meta.url, function square(n: number) { return n * n; });
 */
export function task<F extends Callable>(moduleUrl: string | URL, fn: F): F {
  if (typeof fn !== 'function') throw new TypeError(`task() got ${typeof fn}: pass import.meta.url and a function`);
  if (fn.name === '') {
    throw new TypeError(
      'task() got a function without a name: write function name() {…} and export it under that name, ' +
        'because a worker finds it by module and export',
    );
  }
  return mark(fn, { url: String(moduleUrl), name: fn.name });
}

/** The exports of `M` that are functions. */
export type TaskNames<M> = { [K in keyof M]: M[K] extends Callable ? K : never }[keyof M] & string;

/** What `taskRef` returns: the export as an asynchronous function. */
export type RemoteTask<F> = F extends (...args: infer A) => infer R ? (...args: A) => Promise<Awaited<R>> : never;

/**
 * Refers to an export of a module by URL, without importing it here; bundlers keep a `new URL('./x.ts', import.meta.url)`.
 * Called directly (or by an `EventLoopExecutor`) it imports the module and calls the export.
 *
 * @example
 * const resize = taskRef<typeof import('./images.ts')>(new URL('./images.ts', import.meta.url))('resize');
 * const future = pool.submit(resize, 'cat.png', 320);
 */
export function taskRef<M>(moduleUrl: string | URL): <K extends TaskNames<M>>(name: K) => RemoteTask<M[K]> {
  const url = String(moduleUrl);
  return <K extends TaskNames<M>>(name: K) => {
    const call = async (...args: never[]): Promise<unknown> => {
      const module: Record<string, Callable> = await import(/* @vite-ignore */ url);
      const fn = exportedTask(module, name);
      if (!fn) throw new TypeError(`${url} has no exported function "${name}": check the name given to taskRef`);
      return fn(...args);
    };
    return mark(call, { url, name }) as unknown as RemoteTask<M[K]>;
  };
}

/** The function exported as `name`, or, for `export { work as default }`, the one whose own name it is. */
export function exportedTask(module: Record<string, unknown>, name: string): Callable | undefined {
  const direct = module[name];
  if (typeof direct === 'function') return direct as Callable;
  return Object.values(module).find((value): value is Callable => typeof value === 'function' && value.name === name);
}

/** What a task is called in messages; the function that `taskRef` makes has a name of its own. */
export function taskName(fn: Callable): string {
  return addressOf(fn)?.name ?? fn.name;
}

/** The address given by `task` or `taskRef`; nothing for any other function. */
export function addressOf(fn: Callable): TaskAddress | undefined {
  return (fn as Callable & { [ADDRESS]?: TaskAddress })[ADDRESS];
}
