import { parentPort } from 'node:worker_threads';
import { type Order, obey } from './obey.ts';

parentPort!.on('message', (order: Order) => parentPort!.postMessage(obey(order)));
