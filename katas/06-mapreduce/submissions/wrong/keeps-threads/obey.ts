import { type Part, Runs, scanPart } from './kernel.ts';
import { deal, type Packed, sum } from './phases.ts';

export type Order = { kind: 'map'; part: Part } | { kind: 'deal'; reducers: number } | { kind: 'sum'; group: Packed[] };

/** What an order gave, or why it failed. */
export interface Reply {
  answer?: unknown;
  problem?: string;
}

/** All that this worker has counted so far. */
const runs = new Runs();

export function obey(order: Order): Reply {
  try {
    switch (order.kind) {
      case 'map':
        scanPart(order.part, runs);
        return {};
      case 'deal':
        return { answer: deal(runs.counts(), order.reducers) };
      case 'sum':
        return { answer: sum(order.group) };
    }
  } catch (error) {
    return { problem: (error as Error).message };
  }
}
