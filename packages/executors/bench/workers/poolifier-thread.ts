import { ThreadWorker } from 'poolifier';
import { echo, noop, spin } from '../tasks.ts';

type Any = (argument?: unknown) => unknown;

export default new ThreadWorker<unknown, unknown>({ echo: echo as Any, noop: noop as Any, spin: spin as Any });
