/**
 * Compares this package with its peers, side by side: each round measures every contender once, so that what the
 * machine does meanwhile hits all of them.
 *
 *   node bench/index.ts [--only <scenario,…>] [--rounds <n>] [--contenders <part of a name,…>] [--markdown]
 */
import { availableParallelism, cpus } from 'node:os';
import { setTimeout as delay } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { bareWorker } from './contenders/bare-worker.ts';
import type { Contender } from './contenders/contender.ts';
import { ours } from './contenders/ours.ts';
import { peers } from './contenders/peers.ts';
import { measurePython } from './python.ts';
import { type Scenario, scenarios } from './scenarios.ts';
import { summarize } from './statistics.ts';
import { type Table, toMarkdown, toText } from './table.ts';

const { values } = parseArgs({
  options: {
    only: { type: 'string' },
    rounds: { type: 'string', default: '5' },
    contenders: { type: 'string' },
    markdown: { type: 'boolean', default: false },
  },
});

const selected = (name: string, parts: string | undefined): boolean =>
  !parts || parts.split(',').some((part) => name.includes(part));
const rounds = Number(values.rounds);
const contenders = [...ours, bareWorker, ...peers].filter(({ name }) => selected(name, values.contenders));
const chosen = scenarios.filter(({ name }) => selected(name, values.only));
if (chosen.length === 0)
  throw new Error(`no scenario '${values.only}': there are ${scenarios.map(({ name }) => name).join(', ')}`);

// Seen with peers: a pool that hangs while it is opened or closed must not take the others' figures with it.
const LIMIT_MS = 30_000;
const stuck = new Set<Contender>();

async function run(scenario: Scenario): Promise<Table> {
  const samples = new Map<string, Record<string, number[]>>();
  const keep = (name: string, figures: Record<string, number>): void => {
    const kept = samples.get(name) ?? samples.set(name, {}).get(name)!;
    for (const [column, value] of Object.entries(figures)) {
      kept[column] ??= [];
      kept[column].push(value);
    }
  };
  for (let round = 0; round < rounds; round += 1) {
    for (const contender of contenders) {
      if (stuck.has(contender)) continue;
      const figures = await Promise.race([scenario.measure(contender), delay(LIMIT_MS, undefined, { ref: false })]);
      if (figures) keep(contender.name, figures);
      else {
        stuck.add(contender);
        console.log(`${contender.name} gave no answer within ${LIMIT_MS / 1000} s: left out from here on\n`);
      }
    }
    const python = selected('python', values.contenders) ? await measurePython(scenario.name) : undefined;
    if (python) for (const [name, figures] of Object.entries(python)) keep(name, figures);
  }
  const rows = [...samples].map(([name, columns]) => ({
    name,
    figures: Object.fromEntries(Object.entries(columns).map(([column, figures]) => [column, summarize(figures)])),
  }));
  return { title: scenario.title, columns: scenario.columns, rows };
}

// Some peers unref their workers, and would let the program end in the middle of a measurement.
setInterval(() => {}, 60_000);

const date = new Date().toISOString().slice(0, 10);
console.log(
  `${date}, Node ${process.version}, ${cpus()[0]?.model ?? 'unknown processor'}, ${availableParallelism()} cores`,
);
console.log(`median of ${rounds} interleaved rounds (lowest–highest), 2 workers unless said otherwise\n`);
for (const scenario of chosen) {
  const table = await run(scenario);
  console.log(values.markdown ? toMarkdown(table) : toText(table));
}
// Peers may leave handles behind; the figures are out.
process.exit(0);
