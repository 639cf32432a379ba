import { expect, test } from 'vitest';
import { processExecArgv, threadExecArgv } from '../src/backend/exec-argv.ts';

const flags = ['-C', 'dev', '--expose-gc', '--import', './hook.mjs', '--conditions=test'];

test('a child process inherits every flag but the program of its host', () => {
  const program = ['--input-type=module', '-e', 'console.log(1)', '--inspect-brk', '--test'];
  expect(processExecArgv([...flags, ...program])).toEqual(flags);
  expect(processExecArgv(['--eval', '-e', '--print', '1'])).toEqual([]);
});

test('a thread inherits all by itself, unless the program of its host is among it', () => {
  expect(threadExecArgv(flags)).toBeUndefined();
  expect(threadExecArgv([...flags, '-e', '1'])).toEqual(['-C', 'dev', '--import', './hook.mjs', '--conditions=test']);
});

test('a value goes where its flag goes, whatever the flag', () => {
  const program = ['--inspect-port', '9231', '--test-name-pattern', 'foo', '--test-concurrency', '2', '--run', 'start'];
  expect(processExecArgv([...flags, ...program])).toEqual(flags);
  expect(processExecArgv(['--title', 'mine', '--stack-size', '900'])).toEqual([
    '--title',
    'mine',
    '--stack-size',
    '900',
  ]);
});

test('a value that looks like a flag goes where its flag goes', () => {
  expect(processExecArgv(['--conditions', '-e'])).toEqual(['--conditions', '-e']);
});
