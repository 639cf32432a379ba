import { basename } from 'node:path';
import { allProcesses, readProc } from './process-tree.ts';

/**
 * Ends every bubblewrap that was started on `folder`, when no one should be left.
 *
 * It dies with the judge that started it, and so does the subject. Where that happens in the moment between making process 1 and
 * letting it go, process 1 waits for that on an eventfd, which tells of no death, and would wait for ever (bubblewrap 0.8).
 */
export function endStragglers(folder: string): void {
  for (const pid of allProcesses().keys()) {
    const words = (readProc(`/proc/${pid}/cmdline`) ?? '').split('\0');
    if (basename(words[0] ?? '') !== 'bwrap' || !words.some((word) => word.startsWith(`${folder}/`))) continue;
    try {
      process.kill(pid, 'SIGKILL');
    } catch {
      // It has ended, or is somebody else's.
    }
  }
}
