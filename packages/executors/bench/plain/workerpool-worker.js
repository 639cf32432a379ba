import workerpool from 'workerpool';
import { echo, noop, spin } from './tasks.js';

workerpool.worker({ echo, noop, spin });
