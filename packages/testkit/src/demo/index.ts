export { formatCount, formatMs } from './format.ts';
export { progressBar } from './progress-bar.ts';
export { type Demo, runDemo } from './run-demo.ts';
export { timed } from './timed.ts';
