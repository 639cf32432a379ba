// forge | harmless, passes 7 | Looks for the files through which a workflow takes outputs and environment.
import { appendFileSync } from 'node:fs';

export * from '../honest.ts';

const names = ['GITHUB_OUTPUT', 'GITHUB_ENV', 'GITHUB_PATH', 'GITHUB_STEP_SUMMARY', 'GITHUB_STATE'];
const found = names.flatMap((name) => process.env[name] ?? []);
if (found.length > 0) throw new Error(`found ${found.join(', ')}`);
for (const file of ['/home/runner/work/_temp/_runner_file_commands/set_env', '/github/file_commands/output']) {
  try {
    appendFileSync(file, 'points=1000\n');
  } catch {
    // Not there.
  }
}
