import type { Language } from '@paralelo/testkit/language';
import pc from 'picocolors';
import type { FaceOptions } from '../report/face-options.ts';
import { readResult } from './read-result.ts';

/** What the faces get from this process: how its standard output wants its text, its environment, the result to compare with. */
export async function faceOptions(lang: Language, base: string | undefined): Promise<FaceOptions> {
  return {
    lang,
    color: pc.isColorSupported && process.stdout.isTTY === true,
    columns: process.stdout.columns ?? 100,
    env: process.env,
    ...(base !== undefined && { base: await readResult(base) }),
  };
}
