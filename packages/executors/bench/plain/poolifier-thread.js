import { ThreadWorker } from 'poolifier';
import { echo, noop, spin } from './tasks.js';

export default new ThreadWorker({ echo, noop, spin });
