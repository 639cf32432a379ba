/**
 * What judge and subject say to each other. Types only.
 *
 * Each message is one v8-serialised value behind a four-byte big-endian length. Three descriptors inside the subject:
 * 3 carries `ToSubject`, 4 carries `FromSubject`, 5 carries `Reply`. A callback blocks the subject on 5 until the judge
 * has answered, so that it returns and throws where the submission stands, as it does when the spec runs in process.
 */

/** Made by `encode.ts`. */
export type Wire = unknown;

export interface Call {
  readonly type: 'call';
  readonly id: number;
  readonly name: string;
  /** Calls the method `name` of that instance; without it, the export `name`. */
  readonly instance?: number;
  readonly args: Wire;
}

export interface Construct {
  readonly type: 'construct';
  readonly id: number;
  readonly name: string;
  readonly args: Wire;
}

/** Reads the export `name`. */
export interface Read {
  readonly type: 'read';
  readonly id: number;
  readonly name: string;
}

/** Asks an async iterator that the subject returned for its next value, or tells it that no more is wanted. */
export interface Iterate {
  readonly type: 'iterate';
  readonly id: number;
  readonly iterator: number;
  readonly step: 'next' | 'return';
}

/**
 * Nothing of the judge keeps the subject alive any more. The answer to it is its end, or, where it does not end by itself
 * soon, the names of Node for what keeps it.
 */
export interface Leave {
  readonly type: 'leave';
  readonly id: number;
}

/** An `AbortSignal` that was an argument aborts. */
export interface Abort {
  readonly type: 'abort';
  readonly signal: number;
  readonly reason: Wire;
}

/** The promise that a callback returned has settled. */
export interface Settle {
  readonly type: 'settle';
  readonly promise: number;
  readonly outcome: Outcome;
}

/** What is answered as soon as the submission has done it. */
export type Work = Call | Construct | Read | Iterate;
export type Request = Work | Leave;
export type ToSubject = Request | Abort | Settle;

export type Outcome = { readonly ok: true; readonly value: Wire } | { readonly ok: false; readonly error: Wire };

export interface Ready {
  readonly type: 'ready';
  /** `typeof` of every export, `'class'` for classes. */
  readonly exports: Readonly<Record<string, string>>;
}

export interface LoadFailed {
  readonly type: 'load-failed';
  readonly error: Wire;
}

export interface Answer {
  readonly type: 'answer';
  readonly id: number;
  readonly outcome: Outcome;
}

export interface Callback {
  readonly type: 'callback';
  readonly fn: number;
  readonly args: Wire;
}

export type FromSubject = Ready | LoadFailed | Answer | Callback;

/** `promise` is set when the judge's callback returned a promise: its outcome follows as `Settle`. */
export type Returned = Outcome | { readonly ok: true; readonly promise: number };

/** How a callback ended. Signals that it aborted are aborted before it returns, as they are within one process. */
export interface Reply {
  readonly aborts: readonly Abort[];
  readonly returned: Returned;
}
