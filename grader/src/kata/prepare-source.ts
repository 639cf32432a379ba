import { stripTypeScriptTypes } from 'node:module';
import { transform } from 'esbuild';
import { sentence } from '../report/sentence.ts';
import type { SourceFile } from './collect-files.ts';
import { SubmissionError } from './submission-error.ts';

const TYPESCRIPT = /\.m?ts$/;

/**
 * Turns a TypeScript file into JavaScript under the same name, once, so that no subject has to. Types become blanks and
 * every position stays; only syntax that cannot be erased (`enum`, parameter properties) goes through esbuild.
 *
 * @throws {SubmissionError} with file and line when it is not TypeScript at all.
 */
export async function prepareSource(file: SourceFile): Promise<SourceFile> {
  if (!TYPESCRIPT.test(file.path)) return file;
  try {
    return { path: file.path, text: stripTypeScriptTypes(file.text, { mode: 'strip' }) };
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') return transpile(file);
    // esbuild names line and column, Node's message does not always.
    await transpile(file);
    const said = (cause as Error).message;
    throw new SubmissionError(sentence('files.notTypeScript', { path: file.path, said }), { cause });
  }
}

async function transpile(file: SourceFile): Promise<SourceFile> {
  try {
    const { code } = await transform(file.text, { loader: 'ts', format: 'esm', target: 'esnext', logLevel: 'silent' });
    return { path: file.path, text: code };
  } catch (cause) {
    const error = (cause as { errors?: { text: string; location?: { line: number; column: number } }[] }).errors?.[0];
    const where = error?.location ? `:${error.location.line}:${error.location.column + 1}` : '';
    const said = error?.text ?? (cause as Error).message;
    throw new SubmissionError(sentence('files.syntax', { path: `${file.path}${where}`, said }), { cause });
  }
}
