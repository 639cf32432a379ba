export { type Comparison, type Contender, compareProgramsSideBySide } from './compare-programs.ts';
export { isInstalled } from './run-process.ts';
export { medianOf, spread } from './spread.ts';
