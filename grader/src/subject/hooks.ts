/**
 * Preloaded with `--import` in the subject, its workers and its children: staged `.ts` files hold plain JavaScript
 * already, so Node need not strip them again (about 50 ms a process or thread), and specifiers without an extension or
 * with `.js` find the `.ts` file, as they do under vitest. A worker that drops the preload still starts: the names are
 * real, and stripping JavaScript changes nothing.
 */
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

function fileOf(url: string): string | undefined {
  return url.startsWith('file:') ? fileURLToPath(url.split(/[?#]/, 1)[0]!) : undefined;
}

function typescriptFor(specifier: string, parentURL: string | undefined): string | undefined {
  if (!/^\.{0,2}\//.test(specifier) || parentURL === undefined) return undefined;
  const wanted = new URL(specifier, parentURL).href;
  const path = fileOf(wanted);
  if (path === undefined || existsSync(path)) return undefined;
  const candidates = [wanted.replace(/\.(m?)js$/, '.$1ts'), `${wanted}.ts`, `${wanted}/index.ts`];
  return candidates.find((candidate) => candidate !== wanted && existsSync(fileOf(candidate)!));
}

registerHooks({
  resolve(specifier, context, next) {
    const found = typescriptFor(specifier, context.parentURL);
    return next(found ?? specifier, context);
  },
  load(url, context, next) {
    const path = fileOf(url);
    if (path === undefined || !/\.m?ts$/.test(path)) return next(url, context);
    return { format: 'module', source: readFileSync(path), shortCircuit: true };
  },
});
