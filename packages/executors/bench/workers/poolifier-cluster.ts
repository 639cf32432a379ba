import { ClusterWorker } from 'poolifier';
import { echo, noop, spin } from '../tasks.ts';

type Any = (argument?: unknown) => unknown;

export default new ClusterWorker<unknown, unknown>({ echo: echo as Any, noop: noop as Any, spin: spin as Any });
