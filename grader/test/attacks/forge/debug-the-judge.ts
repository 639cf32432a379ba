// forge | harmless, passes 7 | Opens the inspector of its parent, which would be code execution in the judge.
import { graderPid } from '../outside.ts';

export * from '../honest.ts';

const { _debugProcess } = process as unknown as { _debugProcess(pid: number): void };
for (const pid of [process.ppid, 1, 2, graderPid]) {
  try {
    if (pid !== process.pid) _debugProcess(pid);
  } catch {
    // Nobody of that number in here.
  }
}
const opened = await fetch('http://127.0.0.1:9229/json').then(
  () => true,
  () => false,
);
if (opened) throw new Error('found an inspector');
