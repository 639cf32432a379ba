export { type Demo, runDemo } from './run-demo.ts';
export { timed } from './timed.ts';
