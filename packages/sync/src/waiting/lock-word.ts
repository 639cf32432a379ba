import { NotOwnerError, OwnerDiedError } from '../errors.ts';
import { type Deadline, hasPassed } from './deadline.ts';
import type { Steps } from './steps.ts';
import { isThreadAlive, self } from './thread-identity.ts';

/*
 * A mutual exclusion in one 32-bit word (after Drepper, "Futexes Are Tricky", 2011, and Go's sync.Mutex):
 *
 *   bits 0–27  the owner's thread identity; 0 is nobody
 *   CONTENDED  somebody may be asleep: whoever releases must notify
 *   STARVING   somebody has waited too long. With no owner it means "reserved": only a thread that has slept may take it
 *   ABANDONED  the owner (still named) died while holding it
 *
 * A fresh arrival may overtake sleepers (that is what makes it fast), but only until one of them has waited STARVING_MS.
 */
const OWNER = (1 << 28) - 1;
const CONTENDED = 1 << 28;
const STARVING = 1 << 29;
const ABANDONED = 1 << 30;

/** From then on a sleeper is not overtaken any more: the limit of Go's mutex. */
const STARVING_MS = 1;
/** About the time of a short critical section; past it, sleeping is cheaper than spinning. */
const SPINS = 50;

/** Takes the lock if nobody has or wants it; one instruction. */
export function tryLock(words: Int32Array, index: number): boolean {
  return Atomics.compareExchange(words, index, 0, self) === 0;
}

/** Whether this thread is the owner. */
export function isLockedBySelf(words: Int32Array, index: number): boolean {
  const seen = Atomics.load(words, index);
  return (seen & OWNER) === self && (seen & ABANDONED) === 0;
}

/** Whether anybody is the owner, dead ones included. */
export function isLocked(words: Int32Array, index: number): boolean {
  return (Atomics.load(words, index) & OWNER) !== 0;
}

/** Whether the owner died while holding it, whether or not anybody has noticed yet. */
export function isOrphaned(words: Int32Array, index: number): boolean {
  const seen = Atomics.load(words, index);
  return (seen & ABANDONED) !== 0 || isDead(seen & OWNER);
}

/**
 * Takes the lock, waiting until the deadline; false when that passes first. `recovering` takes an abandoned lock too.
 *
 * @throws OwnerDiedError when the owner died and this is no recovery.
 */
export function* lockSteps(words: Int32Array, index: number, deadline: Deadline, recovering = false): Steps<boolean> {
  let spins = 0;
  let asleepSince: number | undefined;
  let isAcquired = false;
  try {
    for (;;) {
      const seen = Atomics.load(words, index);
      const owner = seen & OWNER;
      const isReserved = owner === 0 && (seen & STARVING) !== 0;
      const isAbandoned = (seen & ABANDONED) !== 0;
      if (isAbandoned && !recovering) throw ownerDied(owner);
      // A sleeper cannot know whether it was the last one, so it takes the lock as contended; a needless notify is cheap.
      // A poll that may not wait takes a reserved lock as well: the one it was reserved for may have died.
      if (isAbandoned || (owner === 0 && (!isReserved || asleepSince !== undefined || deadline === 0))) {
        const mine = asleepSince !== undefined || isAbandoned || isReserved ? self | CONTENDED : self;
        if (Atomics.compareExchange(words, index, seen, mine) !== seen) continue;
        isAcquired = true;
        return true;
      }
      if (hasPassed(deadline)) {
        if (!abandonIfDead(words, index, owner)) return false;
        continue;
      }
      if (spins++ < SPINS && asleepSince === undefined) {
        Atomics.pause();
        continue;
      }
      asleepSince ??= performance.now();
      const isStarving = performance.now() - asleepSince >= STARVING_MS;
      const marked = seen | CONTENDED | (isStarving ? STARVING : 0);
      // Between this mark and the sleep a release changes the word, and the sleep ends as "not-equal": no lost wake-up.
      if (marked !== seen && Atomics.compareExchange(words, index, seen, marked) !== seen) continue;
      const awakening = yield { words, index, seen: marked, deadline };
      if (awakening === 'timed-out') abandonIfDead(words, index, owner);
    }
  } finally {
    // The wake-up that this leaver may have used up belongs to the next sleeper.
    if (!isAcquired && asleepSince !== undefined) Atomics.notify(words, index, 1);
  }
}

/** Marks a lock whose owner is dead, once, and tells every sleeper. The dead cannot race; another witness can. */
function abandonIfDead(words: Int32Array, index: number, owner: number): boolean {
  if (!isDead(owner)) return false;
  for (;;) {
    const seen = Atomics.load(words, index);
    if ((seen & OWNER) !== owner || (seen & ABANDONED) !== 0) return true;
    if (Atomics.compareExchange(words, index, seen, owner | ABANDONED) !== seen) continue;
    Atomics.notify(words, index);
    return true;
  }
}

/**
 * Gives the lock back and wakes one sleeper if there may be any.
 *
 * @throws NotOwnerError when this thread does not hold it.
 */
export function unlock(words: Int32Array, index: number): void {
  if (Atomics.compareExchange(words, index, self, 0) === self) return;
  for (;;) {
    const seen = Atomics.load(words, index);
    if ((seen & OWNER) !== self) throw notOwner(seen & OWNER);
    // Only sleepers touch an owned word, to add a mark; hence the loop.
    if (Atomics.compareExchange(words, index, seen, seen & STARVING) === seen) break;
  }
  Atomics.notify(words, index, 1);
}

function isDead(owner: number): boolean {
  return owner !== 0 && owner !== self && !isThreadAlive(owner);
}

function ownerDied(owner: number): OwnerDiedError {
  return new OwnerDiedError(
    `thread ${owner - 1} ended while it held the lock, so what it protects may be half-written: ` +
      'call recover() instead of acquire(), repair the data, then release()',
  );
}

function notOwner(owner: number): NotOwnerError {
  const holder = owner === 0 ? 'nobody holds it' : `thread ${owner - 1} holds it`;
  return new NotOwnerError(
    `thread ${self - 1} released a lock, but ${holder}: release only what this thread acquired, once per acquire`,
  );
}
