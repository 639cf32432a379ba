import { LEVELS, type Priority } from './settings.ts';

export interface Task {
  readonly url: string;
  readonly priority: Priority;
  /** Its place among what was added. */
  readonly place: number;
  attempts: number;
}

/** What is due and what sleeps until it is due again; a sleeping task holds no place among the workers. */
export class Board {
  readonly #due: Record<Priority, Task[]> = { high: [], medium: [], low: [] };
  readonly #sleeping = new Map<Task, NodeJS.Timeout>();
  readonly #onDue: () => void;

  constructor(tasks: readonly Task[], onDue: () => void) {
    this.#onDue = onDue;
    for (const task of tasks) this.#due[task.priority].push(task);
  }

  get isEmpty(): boolean {
    return this.#sleeping.size === 0 && LEVELS.every((level) => this.#due[level].length === 0);
  }

  take(): Task | undefined {
    const level = LEVELS.find((each) => this.#due[each].length > 0);
    return level && this.#due[level].shift();
  }

  sleep(task: Task, ms: number): void {
    const timer = setTimeout(() => {
      this.#sleeping.delete(task);
      this.#due[task.priority].unshift(task);
      this.#onDue();
    }, ms);
    this.#sleeping.set(task, timer);
  }

  clear(): void {
    for (const timer of this.#sleeping.values()) clearTimeout(timer);
    this.#sleeping.clear();
    for (const level of LEVELS) this.#due[level].length = 0;
  }
}
