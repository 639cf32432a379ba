import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { makeFolder } from './leftovers.ts';
import { register, unregister } from './registry.ts';
import { removeTree } from './remove-tree.ts';
import { commonTemp } from './staged-view.ts';

/** Root's subjects run as another user, who must get there. */
function parentFolder(): string {
  return process.getuid?.() === 0 ? commonTemp() : realpathSync(tmpdir());
}

/**
 * A folder that a judge and one subject share, under a name of its own in the temporary folder, so that it is the same path
 * inside and hides nothing there. It outlives the subject: `remove` it when both are done.
 */
export class ScratchFolder {
  readonly path: string = makeFolder('scratch', parentFolder());

  constructor() {
    register(this);
  }

  /** Only after the subject is dead. May be called again. */
  remove(): void {
    unregister(this);
    removeTree(this.path);
  }

  killNow(): void {
    try {
      removeTree(this.path);
    } catch {
      // Its subject is dying at this moment; the grader sweeps what is left.
    }
  }
}
