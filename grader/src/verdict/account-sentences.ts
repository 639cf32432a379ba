import { type Sentence, sentence } from '../report/sentence.ts';

/** Where the time of the many workers went. Cores, or ratios of work. */
export interface Account {
  readonly workers: number;
  /** Cores that were there, strangers left out and with them. */
  readonly freeCores: number;
  readonly givenCores: number;
  /** Cores that the machine gave to this very work, where that was measured. */
  readonly workCores?: number;
  readonly coresBusy: number;
  /** Work of the sequential run over work of the many. */
  readonly workEfficiency: number;
  /** Work of one worker over work of the sequential run. */
  readonly oneWorkerWork: number;
  readonly isFastEnough: boolean;
}

/** Work within this share of the sequential run's is "as much". */
const SAME_WORK = 0.05;
/** Extra work below this is not named as a cause. */
const MUCH_WORK = 0.1;
/** Cores busy below this share of the capacity are named as a cause. */
const IDLE_SHARE = 0.85;
/** Cores that give less than this share of themselves to the sequential program share something. */
const SHARED_SHARE = 0.9;
/** A machine that gave less than this share of its cores has a part in it. */
const GIVEN_SHARE = 0.9;

/**
 * Where the time went: cores busy, work, and the machine's share of the blame. Names a cause only where the figures show it.
 *
 * @example
 * inEnglish(accountSentences({ … })); // "2 workers kept 1.9 cores busy, but did 12 % more work than the sequential run."
 */
export function accountSentences(account: Account): Sentence[] {
  const { workers, freeCores, givenCores: given, coresBusy, workCores = workers } = account;
  const extra = 1 / account.workEfficiency - 1;
  const sentences = [workSentence(workers, coresBusy, extra)];
  if (!account.isFastEnough) {
    if (coresBusy < IDLE_SHARE * freeCores) sentences.push(idleSentence(coresBusy, freeCores));
    // Where cores share something, every program needs more of their time, and that is not its own work.
    const own = (1 + extra) / (workers / workCores) - 1;
    if (own > MUCH_WORK) sentences.push(extraWorkSentence(own, account.oneWorkerWork));
  }
  if (workCores < SHARED_SHARE * workers) sentences.push(sentence('account.workCores', { workers, workCores }));
  if (given < GIVEN_SHARE * workers) {
    const isCorrected = freeCores > given + 0.1;
    sentences.push(sentence(isCorrected ? 'account.givenCorrected' : 'account.given', { given, workers }));
  }
  return sentences;
}

function workSentence(workers: number, coresBusy: number, extra: number): Sentence {
  if (extra > SAME_WORK) return sentence('account.more', { workers, coresBusy, extra });
  if (extra < -SAME_WORK) return sentence('account.less', { workers, coresBusy, saved: -extra });
  return sentence('account.same', { workers, coresBusy });
}

function idleSentence(coresBusy: number, capacity: number): Sentence {
  return coresBusy < 1.1 ? sentence('account.oneBusy') : sentence('account.someIdle', { capacity });
}

/** One worker that does the extra work as well was slower to begin with; otherwise it comes from being many. */
function extraWorkSentence(extra: number, oneWorkerWork: number): Sentence {
  return sentence(oneWorkerWork - 1 > extra / 2 ? 'account.slowAlone' : 'account.slowTogether');
}
