import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { WORKSPACE } from '../../src/commands/workspace.ts';
import { pinWorkflow, STUDENT_WORKFLOWS } from '../../src/template/workflows.ts';

const FOLDER = join(WORKSPACE, '.github/workflows');
const upstream = { repository: 'school/paralelo', ref: '0a1b2c3d4e'.repeat(4) };

/** The workflows of this repository, by name. */
export const ours = readdirSync(FOLDER).map((name) => [name, readFileSync(join(FOLDER, name), 'utf8')] as const);

/** Ours, and what a repository for students gets. */
export const all: readonly (readonly [name: string, text: string])[] = [
  ...ours,
  ...ours
    .filter(([name]) => STUDENT_WORKFLOWS.some((one) => one === name))
    .map(([name, text]) => [`template ${name}`, pinWorkflow(text, upstream, ['03-primes-sieve'])] as const),
];
