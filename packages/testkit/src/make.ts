const MAKE = Symbol.for('paralelo.make');

type Class<Args extends unknown[], Instance> = new (...args: Args) => Instance;

/**
 * Constructs an instance of a kata's class, also where the class stands for one in another process: such a class
 * carries a static method under `Symbol.for('paralelo.make')`, which is awaited instead of `new`.
 *
 * @throws whatever the constructor throws, as a rejection in both cases.
 * @example
 * const queue = await make(DownloadQueue, { outDir, workers: 2 });
 */
export async function make<Args extends unknown[], Instance>(
  Class: Class<Args, Instance>,
  ...args: Args
): Promise<Instance> {
  const remote = (Class as { [MAKE]?: (...args: Args) => Promise<Instance> })[MAKE];
  return remote === undefined ? new Class(...args) : await remote.apply(Class, args);
}
