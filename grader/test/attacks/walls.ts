import { existsSync } from 'node:fs';

/**
 * For attacks that would harm the machine of whoever runs them without namespaces around them: no program is killed and no
 * file system mounted anywhere but at level full.
 *
 * @throws {Error} outside of those walls.
 */
export function onlyInsideWalls(): void {
  if (!existsSync('/subject/host')) throw new Error('There are no walls here; expected level full.');
}
