import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Upstream } from './upstream.ts';

/** The part of a `package.json` that is looked at. */
export const ManifestSchema = z.looseObject({
  name: z.string(),
  scripts: z.record(z.string(), z.string()).optional(),
  imports: z.record(z.string(), z.unknown()).optional(),
  dependencies: z.record(z.string(), z.string()).optional(),
  devDependencies: z.record(z.string(), z.string()).optional(),
});
export type Manifest = z.infer<typeof ManifestSchema>;

/** What students run in a kata; the other scripts need files that they do not get. */
const STUDENT_SCRIPTS = ['test', 'grade', 'demo'];
/** What an editor, a spec and a demo need; the other devDependencies test what is ours. */
const STUDENT_TOOLS = /^(@paralelo\/|@types\/|(vitest|tsx)$)/;

/** The grader, and the Node that everything runs on. */
const ROOT_TOOLS = ['@paralelo/grader', 'node'];

export async function readManifest(root: string, dir: string): Promise<Manifest> {
  return ManifestSchema.parse(JSON.parse(await readFile(join(root, dir, 'package.json'), 'utf8')));
}

/** The manifest of a package or of the grader, without what only its own tests need. */
export function packageManifest({ scripts: _, ...manifest }: Manifest): Manifest {
  return withStudentTools(manifest);
}

/** The manifest of a kata whose reference is not there. */
export function kataManifest(manifest: Manifest): Manifest {
  const { scripts = {} } = manifest;
  return withStudentTools({
    ...manifest,
    imports: { '#kata': './src/index.ts' },
    scripts: Object.fromEntries(Object.entries(scripts).filter(([name]) => STUDENT_SCRIPTS.includes(name))),
  });
}

/** The manifest of the whole; `upstream` is what a later comparison of the checkout needs to know. */
export function rootManifest(root: Manifest, upstream: Upstream | undefined): Manifest {
  return {
    name: 'paralelo-katas',
    version: '0.1.0',
    private: true,
    type: 'module',
    engines: root['engines'],
    packageManager: root['packageManager'],
    ...(upstream && { paralelo: { upstream: `${upstream.repository}@${upstream.ref}` } }),
    scripts: {
      test: 'pnpm --recursive --workspace-concurrency=1 --no-bail --filter "./katas/*" run test --run',
      grade: 'grader grade',
      grader: 'grader',
    },
    devDependencies: Object.fromEntries(ROOT_TOOLS.map((name) => [name, root.devDependencies![name]!])),
  };
}

function withStudentTools(manifest: Manifest): Manifest {
  const { devDependencies, ...rest } = manifest;
  if (!devDependencies) return rest as Manifest;
  const kept = Object.entries(devDependencies).filter(([name]) => STUDENT_TOOLS.test(name));
  return { ...rest, devDependencies: Object.fromEntries(kept) } as Manifest;
}

/** As `pnpm` and our formatter write it. */
export function renderManifest(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}
