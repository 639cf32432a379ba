import { type Order, obey } from './obey.ts';

process.on('message', (order: Order) => process.send!(obey(order)));
