import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { type Contender, compareProgramsSideBySide } from '../../src/bench/compare-programs.ts';
import { isInstalled } from '../../src/bench/run-process.ts';
import { scratch } from '../../src/scratch.ts';

/** A Node process that runs `code`. */
function node(name: string, code: string, more: Partial<Contender> = {}): Contender {
  return { name, command: process.execPath, args: ['-e', code], ...more };
}

function compare(
  ours: Contender,
  peers: Contender[],
  rounds = 3,
  time?: string,
): { lines: string[]; ratios: number[] } {
  const lines: string[] = [];
  const print = (line: string) => lines.push(line);
  const ratios = compareProgramsSideBySide({ title: 'the work', ours, peers, rounds, print, ...(time && { time }) });
  return { lines, ratios };
}

test('every contender runs once uncounted, then once in every round, each time another one first', () => {
  const order: string[] = [];
  const tracked = (name: string) => node(name, 'console.log(1)', { prepare: () => order.push(name) });
  compare(tracked('ours'), [tracked('peer')], 3);
  expect(order).toEqual(['ours', 'peer', ...['ours', 'peer'], ...['peer', 'ours'], ...['ours', 'peer']]);
});

test('a line for each round and a table with a ratio for each peer are printed', () => {
  const { lines, ratios } = compare(node('ours', 'console.log(1)'), [node('peer', 'console.log(1)')]);
  expect(lines[0]).toBe('the work: whole processes, 3 interleaved rounds');
  expect(lines.slice(1, 4).every((line) => /^ {2}\d\/3 {2}ours \d+ ms {3}peer \d+ ms$/.test(line))).toBe(true);
  expect(lines.find((line) => line.includes('ours / peer'))).toMatch(/time, ms +CPU, ms +peak memory, MiB/);
  expect(ratios).toEqual([expect.any(Number)]);
});

test('what Node compiled in the uncounted run is there in those that count, and nothing of it is left', async () => {
  const filesInCache = `
    const { readdirSync } = require('node:fs');
    const { getCompileCacheDir } = require('node:module');
    console.log(JSON.stringify([getCompileCacheDir(), readdirSync(getCompileCacheDir()).length]));`;
  const script = join(await scratch(), 'script.cjs');
  writeFileSync(script, filesInCache);
  const seen: [dir: string, files: number][] = [];
  const answer = (output: string) => seen.push(JSON.parse(output)) && 'same';
  compare({ name: 'ours', command: process.execPath, args: [script], answer }, [], 2);
  expect(seen.every(([, files]) => files > 0)).toBe(true);
  expect(seen.some(([dir]) => existsSync(dir))).toBe(false);
});

test('different answers make no comparison', () => {
  expect(() => compare(node('ours', 'console.log(1)'), [node('peer', 'console.log(2)')])).toThrow(
    'peer and ours came to different answers, so their times say nothing',
  );
});

test('answers are what the contender makes of its output', () => {
  const lines = { answer: (output: string) => output.trim().split('\n').toSorted() };
  const ours = node('ours', 'console.log("b\\na")', lines);
  expect(compare(ours, [node('peer', 'console.log("a\\nb")', lines)], 1).ratios).toHaveLength(1);
});

test('without GNU time the wall time is compared, and what is missing is said', () => {
  const { lines, ratios } = compare(
    node('ours', 'console.log(1)'),
    [node('peer', 'console.log(1)')],
    2,
    '/no/such/time',
  );
  expect(lines.at(-1)).toBe('  CPU time and memory need GNU time: apt-get install time');
  expect(ratios).toHaveLength(1);
});

test('a program is found by its name, or it is not', () => {
  expect(isInstalled('sh')).toBe(true);
  expect(isInstalled('no-such-program')).toBe(false);
});

test('a program that fails ends the comparison with its command', () => {
  expect(() => compare(node('ours', 'process.exit(3)'), [])).toThrow(/Command failed/);
});
