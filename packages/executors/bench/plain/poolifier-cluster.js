import { ClusterWorker } from 'poolifier';
import { echo, noop, spin } from './tasks.js';

export default new ClusterWorker({ echo, noop, spin });
