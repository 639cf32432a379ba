import { writeSync } from 'node:fs';
import { findBrokenLaws } from './probe.ts';

writeSync(4, `${JSON.stringify(await findBrokenLaws(JSON.parse(process.argv[2] ?? '')))}\n`);
