import { addressOf, type Callable } from '../task.ts';
import { TaskProfile } from './task-profile.ts';

/** One profile for each task a pool has met, however many function objects refer to it. */
export class TaskProfiles {
  readonly #byFunction = new WeakMap<Callable, TaskProfile>();
  readonly #byAddress = new Map<string, TaskProfile>();
  readonly #byId: TaskProfile[] = [];

  of(fn: Callable): TaskProfile {
    return this.#byFunction.get(fn) ?? this.#meet(fn);
  }

  byId(id: number): TaskProfile {
    return this.#byId[id]!;
  }

  #meet(fn: Callable): TaskProfile {
    const address = addressOf(fn)!;
    const key = `${address.name} ${address.url}`;
    let profile = this.#byAddress.get(key);
    if (!profile) {
      profile = new TaskProfile(this.#byId.length, address);
      this.#byId.push(profile);
      this.#byAddress.set(key, profile);
    }
    this.#byFunction.set(fn, profile);
    return profile;
  }
}
