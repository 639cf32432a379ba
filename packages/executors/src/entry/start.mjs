/**
 * The first file of every worker. Plain JavaScript, because taking the types out of one file loads the whole
 * type stripper (about 40 ms of processor time); what comes after this comes out of the compile cache.
 */
import { enableCompileCache } from 'node:module';
import { workerData } from 'node:worker_threads';

enableCompileCache?.();
await import(workerData?.main ?? process.argv[2]);
