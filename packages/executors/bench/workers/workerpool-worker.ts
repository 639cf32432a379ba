import workerpool from 'workerpool';
import { echo, noop, spin } from '../tasks.ts';

workerpool.worker({ echo, noop, spin });
