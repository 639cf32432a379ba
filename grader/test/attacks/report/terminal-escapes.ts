// report | fails assertion, passes 5 | Prints and throws what moves a cursor, sets a title, links and fills a clipboard.
export * from '../honest.ts';

const escapes = [
  '\u001b[2J\u001b[1;1Hpassed 7 of 7',
  '\u001b]0;title\u0007',
  '\u001b]8;;https://example.com\u001b\\link\u001b]8;;\u001b\\',
  '\u001b]52;c;b3duZWQ=\u0007',
  '\u009b2J\u009d0;c1\u009c',
  'back\b\b\b\bspace and\rreturn',
  '\u001b[',
  '\u001b[2Jlaughs\u001bPq#0;2;0;0;0\u001b\\',
].join('\n');

export async function sum(): Promise<never> {
  process.stdout.write(escapes);
  throw Object.assign(new Error(escapes), { name: '\u001b[31mRed', code: '\u001b[2J' });
}
