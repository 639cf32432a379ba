import { basename } from 'node:path';
import { inspect } from 'node:util';
import { replayHint } from '@paralelo/testkit';
import { expect } from 'vitest';
import { compressFiles } from '#kata';
import type { CompressOptions, Report } from '../src/index.ts';
import { must } from './expectations.ts';

const isObject = (value: unknown) => typeof value === 'object' && value !== null;
/** A copy: places that were never filled are visited too. */
const areRows = (value: unknown) => Array.isArray(value) && [...value].every(isObject);

/** What `compressFiles` gives for a copy of `paths`; fails where that is no report at all, so that a test can look into it. */
export async function reportOf(paths: string[], options: CompressOptions): Promise<Report> {
  const report: unknown = await compressFiles([...paths], options);
  const { files, failed } = Object(report) as Partial<Report>;
  const [given, received] = [paths.map((path) => basename(path)), report].map((value) =>
    inspect(value, { maxArrayLength: 5, breakLength: Infinity }),
  );
  const text = `compressFiles(${given}, …) must give { files, failed, … }, both lists of objects; received ${received}`;
  must(areRows(files) && areRows(failed), `${text} ${replayHint()}`);
  return report as Report;
}

/** The report of inputs that can all be compressed; fails where one is not, and says what the report says of it. */
export async function reportOfAll(paths: string[], options: CompressOptions): Promise<Report> {
  const report = await reportOf(paths, options);
  const { files, failed } = report;
  const first = failed[0] ?? { input: '', error: '' };
  const text = `${failed.length} of ${paths.length} are in failed, first ${inspect(first.input)}: ${inspect(first.error)}`;
  expect(failed.length, `every input can be compressed, but ${text} ${replayHint()}`).toBe(0);
  expect(files.length, `files must have a row for every input ${replayHint()}`).toBe(paths.length);
  return report;
}
