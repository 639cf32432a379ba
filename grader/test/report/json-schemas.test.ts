import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { writeSchemas } from '../../schema/generate.ts';
import { renderJson } from '../../src/report/json.ts';
import { jsonSchemas } from '../../src/report/json-schemas.ts';
import { kataResult, resultOf } from './support/sample-results.ts';

const PUBLISHED = join(import.meta.dirname, '../../schema');
const readJson = async (dir: string, file: string) => JSON.parse(await readFile(join(dir, file), 'utf8'));

describe('the published schemas', () => {
  test.each(Object.entries(jsonSchemas()))('%s says what the code checks', async (file, schema) => {
    expect(await readJson(PUBLISHED, file), 'run: node grader/schema/generate.ts, pnpm fix').toEqual(schema);
  });

  test('no other schema lies beside them', async () => {
    const files = (await readdir(PUBLISHED)).filter((file) => file.endsWith('.json'));
    expect(files.sort()).toEqual(Object.keys(jsonSchemas()).sort());
  });

  test('the script writes every one', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'paralelo-schema-'));
    try {
      await writeSchemas(dir);
      for (const [file, schema] of Object.entries(jsonSchemas())) expect(await readJson(dir, file)).toEqual(schema);
    } finally {
      await rm(dir, { recursive: true });
    }
  });

  test('a result accepts, and a tampered one breaks, the published schema read back as a validator', async () => {
    const schema = z.fromJSONSchema(await readJson(PUBLISHED, 'result.schema.json'));
    const document = JSON.parse(renderJson(resultOf([kataResult()])));
    expect(schema.safeParse(document).error).toBeUndefined();
    expect(schema.safeParse({ ...document, points: -1 }).success).toBe(false);
    expect(schema.safeParse({ ...document, bonus: 1 }).success).toBe(false);
  });
});
