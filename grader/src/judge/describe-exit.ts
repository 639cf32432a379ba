import { sentence } from '../report/sentence.ts';
import type { Exit, SandboxLimits } from '../sandbox/isolation.ts';
import { SubjectFailure } from './subject-failure.ts';

/** What it means for a verdict that a subject ended while it was being used. */
export function describeExit(exit: Exit, limits: SandboxLimits): SubjectFailure {
  switch (exit.breach) {
    case 'memory':
      return new SubjectFailure('memory', sentence('stopped.memory', { memory: limits.memoryMb }));
    case 'output':
      return new SubjectFailure('limit', sentence('stopped.output', { output: limits.outputKb }));
    case 'tasks':
      return new SubjectFailure('limit', sentence('stopped.tasks', { tasks: limits.tasks }));
    case 'disk':
      return new SubjectFailure('limit', sentence('stopped.disk', { disk: limits.diskMb }));
  }
  const { signal, code } = exit;
  return new SubjectFailure(
    'crash',
    signal ? sentence('stopped.signal', { signal }) : sentence('stopped.code', { code: String(code) }),
  );
}
