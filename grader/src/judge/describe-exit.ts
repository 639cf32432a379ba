import type { Exit, SandboxLimits } from '../sandbox/isolation.ts';
import { SubjectFailure } from './subject-failure.ts';

/** What it means for a verdict that a subject ended while it was being used. */
export function describeExit(exit: Exit, limits: SandboxLimits): SubjectFailure {
  switch (exit.breach) {
    case 'memory':
      return new SubjectFailure('memory', `It used more than ${limits.memoryMb} MiB of memory and was stopped.`);
    case 'output':
      return new SubjectFailure('limit', `It printed more than ${limits.outputKb} KiB and was stopped.`);
    case 'tasks':
      return new SubjectFailure('limit', `It used more than ${limits.tasks} processes and threads and was stopped.`);
    case 'disk':
      return new SubjectFailure('limit', `It wrote more than ${limits.diskMb} MiB of files and was stopped.`);
  }
  const how = exit.signal ? `by ${exit.signal}` : `with code ${exit.code}`;
  return new SubjectFailure('crash', `The submission's process ended ${how} while it was being used.`);
}
