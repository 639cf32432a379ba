/**
 * Text that came from a submission, made inert and visible. Every face of a result uses it.
 *
 * What is made visible: terminal escapes (they start with a control character), bidi overrides and every other character
 * that draws nothing, lone surrogates, and line separators other than a line feed.
 * What is broken apart: workflow commands. GitHub's runner trims a line before it looks for `::name::`, so indenting alone
 * does not disarm it, and it finds `##[name]` anywhere in a line (actions/runner, src/Runner.Common/ActionCommand.cs). It
 * compares by culture, which skips characters that draw nothing: they must be visible before the commands are looked for.
 */

/**
 * Controls but line feed, format and ignorable characters, separators, lone surrogates. A joiner or a variation selector
 * that follows a pictograph belongs to an emoji and stays.
 */
const INVISIBLE =
  /(?!\n)(?!(?<=\p{Extended_Pictographic}\p{Emoji_Modifier}?\u{FE0F}?)[\u{200D}\u{FE0F}])[\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\p{Zl}\p{Zp}\p{Cs}]/gu;
/** Stays within its line: with `\s` a run of empty lines would cost quadratic time. */
const LINE_START_COMMAND = /^([^\S\n]*):(?=:)/gmu;
const ANYWHERE_COMMAND = /##(?=\w*\[)/g;

/** Characters of one text that a face shows at most; the rest is in `result.json`. */
const MAX_TEXT_CHARS = 4000;

function picture(char: string): string {
  const code = char.codePointAt(0)!;
  if (code < 0x20) return String.fromCodePoint(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `‹U+${code.toString(16).toUpperCase().padStart(4, '0')}›`;
}

/** Cuts after `chars` UTF-16 units, never inside a surrogate pair, and says how many were left out. */
function cut(text: string, chars: number): string {
  if (text.length <= chars) return text;
  const end = text.slice(0, chars).replace(/[\uD800-\uDBFF]$/, '');
  return `${end}… [+${text.length - end.length}]`;
}

/**
 * Makes text of several lines harmless to show: in a terminal, in a log of GitHub or Azure, in a page.
 *
 * Tabs become two spaces; `maxChars` counts characters of the input. Applying it twice changes nothing more, as long as
 * the text is not cut.
 *
 * @example
 * inert('\u001b[2Jgone\n ::error::fake'); // '␛[2Jgone\n : :error::fake'
 */
export function inert(text: string, maxChars: number = MAX_TEXT_CHARS): string {
  return cut(text, maxChars)
    .replace(/\r\n/g, '\n')
    .replace(/\t/g, '  ')
    .replace(INVISIBLE, picture)
    .replace(LINE_START_COMMAND, '$1: ')
    .replace(ANYWHERE_COMMAND, '# #');
}

/** `inert` for a place that has room for one line: line feeds become visible too. */
export function inertLine(text: string, maxChars: number = MAX_TEXT_CHARS): string {
  return inert(cut(text, maxChars).replace(/\r\n/g, '\n').trim().replace(/\n/g, '\u240A'), Number.POSITIVE_INFINITY);
}

/**
 * Escapes a JSON document so that it is inert in a log and still means the same: what `inert` makes visible or breaks
 * apart is written as `\uXXXX`. Such characters can only stand inside strings, so the document stays valid JSON.
 */
export function inertJson(json: string): string {
  const codeUnits = (char: string): string => {
    let escaped = '';
    for (let i = 0; i < char.length; i++) escaped += `\\u${char.charCodeAt(i).toString(16).padStart(4, '0')}`;
    return escaped;
  };
  return json.replace(INVISIBLE, codeUnits).replace(ANYWHERE_COMMAND, '#\\u0023');
}
