import { availableParallelism, cpus } from 'node:os';
import { parseArgs } from 'node:util';
import { type Case, cases } from './cases.ts';
import { pythonScripts, pythonVersion, runPython } from './python.ts';
import { type Spread, spreadOf } from './statistics.ts';

/*
 * Measures every case and, where there is a Python to compare with, the same in Python right after it: one figure each per
 * round, so that whatever else the machine does falls on both. The first round warms up and does not count.
 *
 *   node bench/index.ts [--only <part of a name>] [--rounds 7] [--markdown]
 */
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, rounds: { type: 'string', default: '7' }, markdown: { type: 'boolean' } },
});

const python = pythonVersion();
const chosen = cases.filter(({ name }) => name.includes(options.only ?? ''));
const rounds = Number(options.rounds);
if (chosen.length === 0 || !Number.isInteger(rounds) || rounds < 1) {
  throw new RangeError(
    `nothing to measure: --only takes a part of ${cases.map(({ name }) => name)}, --rounds a number`,
  );
}

const ours = new Map<Case, number[]>();
const theirs = new Map<Case, number[]>();
for (let round = 0; round <= rounds; round++) {
  if (!options.markdown) console.error(round === 0 ? 'warming up' : `round ${round} of ${rounds}`);
  for (const one of chosen) {
    const figure = await one.run();
    const script = python === undefined ? undefined : pythonScripts[one.name];
    const comparison = script === undefined ? undefined : runPython(script);
    if (round === 0) continue;
    ours.set(one, [...(ours.get(one) ?? []), figure]);
    if (comparison !== undefined) theirs.set(one, [...(theirs.get(one) ?? []), comparison]);
  }
}

const rows = chosen.map((one) => {
  const here = spreadOf(ours.get(one) ?? []);
  const figures = theirs.get(one);
  const there = figures && spreadOf(figures);
  const better = there && (one.unit === 'µs' ? there.median / here.median : here.median / there.median);
  return [one.title, show(here, one.unit), there ? show(there, one.unit) : '', better ? `${better.toFixed(1)}×` : ''];
});
const header = ['operation', 'here', python ?? 'Python (not found)', 'advantage'];
const date = new Date().toISOString().slice(0, 10);
const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.versions.node}`;
console.log(`${date}, ${machine}; median of ${rounds} interleaved rounds (least – most)\n`);
if (options.markdown) {
  for (const row of [header, header.map(() => '---'), ...rows]) console.log(`| ${row.join(' | ')} |`);
} else {
  const widths = header.map((_, column) => Math.max(...[header, ...rows].map((row) => (row[column] ?? '').length)));
  for (const row of [header, ...rows]) console.log(row.map((cell, i) => cell.padEnd(widths[i] ?? 0)).join('  '));
}

function show({ median, least, most }: Spread, unit: Case['unit']): string {
  const [scale, name] = unit === 'µs' ? [1, 'µs'] : median >= 1e6 ? [1e6, 'M/s'] : [1e3, 'k/s'];
  const text = (value: number) => Number((value / scale).toPrecision(3)).toString();
  return `${text(median)} ${name} (${text(least)} – ${text(most)})`;
}
