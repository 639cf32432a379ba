import { task } from '@paralelo/executors/task';
import { type Part, Runs, scanPart } from './kernel.ts';
import { deal, type Packed, sum } from './phases.ts';

export const mapPart = task(import.meta.url, function mapPart(part: Part, reducers: number): Packed[] {
  const runs = new Runs();
  scanPart(part, runs);
  return deal(runs.counts(), reducers);
});

export const sumGroup = task(import.meta.url, function sumGroup(group: Packed[]): Packed {
  return sum(group);
});
