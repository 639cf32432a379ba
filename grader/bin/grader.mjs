#!/usr/bin/env -S node --disable-sigusr1 --disable-warning=ExperimentalWarning
// The grader runs from source, through tsx. SIGUSR1 would open a debugger to whoever can signal this process.
import { register } from 'tsx/esm/api';

register();
await import('../src/cli.ts');
