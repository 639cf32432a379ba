import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { jsonSchemas } from '../src/report/json-schemas.ts';

/** Writes the published schemas into `dir`. After a change of a zod schema: `node grader/schema/generate.ts`, `pnpm fix`. */
export async function writeSchemas(dir: string): Promise<void> {
  for (const [file, schema] of Object.entries(jsonSchemas())) {
    await writeFile(join(dir, file), `${JSON.stringify(schema, null, 2)}\n`);
  }
}

if (import.meta.main) await writeSchemas(import.meta.dirname);
