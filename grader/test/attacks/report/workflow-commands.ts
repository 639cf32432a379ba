// report | fails assertion, passes 5 | Prints and throws workflow commands.
export * from '../honest.ts';

const commands = [
  '::error file=spec/target.spec.ts::owned',
  '  ::set-output name=points::1000',
  '::stop-commands::token',
  'text ##[error]owned',
  '##[group]owned',
  '##vso[task.complete result=Succeeded]',
  '\u200b::notice::behind a character that draws nothing',
  '\r::warning::behind a carriage return',
  '\u2028::add-mask::behind a line separator',
].join('\n');

export async function sum(): Promise<never> {
  console.log(commands);
  console.error(commands);
  throw new Error(commands);
}
