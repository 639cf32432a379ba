import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';

const isReadable = (path: string): boolean => {
  try {
    readFileSync(path);
    return true;
  } catch {
    return false;
  }
};
parentPort?.postMessage((workerData as string[]).filter(isReadable));
