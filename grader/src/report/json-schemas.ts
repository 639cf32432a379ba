import { z } from 'zod';
import { KataSchema } from '../kata/kata-schema.ts';
import { RESULT_VERSION, ResultSchema } from './result.ts';

/** What `$schema` in a `result.json` says: a name, not an address; it moves with the version. */
export const RESULT_SCHEMA_ID = `urn:paralelo:result:${RESULT_VERSION}`;

const KATA_SCHEMA_ID = 'urn:paralelo:kata:1';

/**
 * The published JSON Schemas (draft 2020-12) by file name, made from the zod schemas that the grader itself uses. A rule
 * that only code can state (rising levels) is not in them.
 */
export function jsonSchemas(): Readonly<Record<string, object>> {
  const publish = (schema: z.ZodType, $id: string, title: string): object => {
    const { $schema, ...rest } = z.toJSONSchema(schema, { io: 'input' });
    return { $schema, $id, title, ...rest };
  };
  return {
    'kata.schema.json': publish(KataSchema, KATA_SCHEMA_ID, 'Rules of a kata: kata.json'),
    'result.schema.json': publish(ResultSchema, RESULT_SCHEMA_ID, 'Result of a grading: result.json'),
  };
}
