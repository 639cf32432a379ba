import { parse, stringify } from 'yaml';
import { z } from 'zod';
import type { Manifest } from './manifests.ts';

type Dependencies = Record<string, string>;

const ImporterSchema = z.record(z.string(), z.record(z.string(), z.looseObject({ version: z.string() })));
const SnapshotSchema = z.looseObject({
  dependencies: z.record(z.string(), z.string()).optional(),
  optionalDependencies: z.record(z.string(), z.string()).optional(),
});
/** The part of `pnpm-lock.yaml` (version 9) that is looked at. */
const LockfileSchema = z.looseObject({
  lockfileVersion: z.literal('9.0'),
  importers: z.record(z.string(), ImporterSchema),
  packages: z.record(z.string(), z.unknown()),
  snapshots: z.record(z.string(), SnapshotSchema),
});

/** Kinds of dependencies that a manifest and an importer of the lockfile share. */
const KINDS = ['dependencies', 'devDependencies'] as const;

/**
 * A lockfile for a part of the workspace: students install the versions that we tested, and `--frozen-lockfile`, which a CI
 * uses, finds nothing to change.
 *
 * @param manifests - what is left of each `package.json`, by its folder; `.` is the root.
 */
export function pruneLockfile(text: string, manifests: ReadonlyMap<string, Manifest>): string {
  const lockfile = LockfileSchema.parse(parse(text));
  const importers = Object.fromEntries(
    [...manifests].map(([dir, manifest]) => [dir, pruneImporter(lockfile.importers[dir] ?? {}, manifest)]),
  );
  const reached = reachable(
    Object.values(importers).flatMap((importer) =>
      Object.values(importer).flatMap((kind) => keysOf(mapValues(kind, ({ version }) => version))),
    ),
    lockfile.snapshots,
  );
  const wanted = new Set([...reached].map(withoutPeers));
  return stringify(
    {
      ...lockfile,
      importers,
      packages: pick(lockfile.packages, (key) => wanted.has(key)),
      snapshots: pick(lockfile.snapshots, (key) => reached.has(key)),
    },
    { lineWidth: 0 },
  );
}

function pruneImporter(importer: z.infer<typeof ImporterSchema>, manifest: Manifest): typeof importer {
  const kept = KINDS.map((kind) => {
    const names = manifest[kind] ?? {};
    return [kind, pick(importer[kind] ?? {}, (name) => name in names)] as const;
  });
  return Object.fromEntries(kept.filter(([, entries]) => Object.keys(entries).length > 0));
}

function reachable(roots: readonly string[], snapshots: z.infer<typeof LockfileSchema>['snapshots']): Set<string> {
  const reached = new Set<string>();
  const waiting = [...roots];
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    const snapshot = snapshots[key];
    if (reached.has(key) || !snapshot) continue;
    reached.add(key);
    waiting.push(...keysOf({ ...snapshot.dependencies, ...snapshot.optionalDependencies }));
  }
  return reached;
}

/** Keys of snapshots; an alias has the whole key for its version. */
function keysOf(dependencies: Dependencies): string[] {
  return Object.entries(dependencies).flatMap(([name, version]) => [`${name}@${version}`, version]);
}

/** `vitest@5.1.1(vite@8.3.8)` → `vitest@5.1.1` */
function withoutPeers(key: string): string {
  return key.replace(/\(.*$/s, '');
}

function pick<T>(record: Record<string, T>, isWanted: (key: string) => boolean): Record<string, T> {
  return Object.fromEntries(Object.entries(record).filter(([key]) => isWanted(key)));
}

function mapValues<T, R>(record: Record<string, T>, map: (value: T) => R): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
