/** Two READMEs in two languages: the same headings in the same places, the same code. */

interface Outline {
  /** `##` per heading: levels, since the words differ. */
  readonly headings: readonly string[];
  /** Code blocks without their comments, which are translated. */
  readonly code: readonly string[];
}

const FENCE = /^(`{3,})(\S*)\n([\s\S]*?)^\1$/gm;

function withoutComments(code: string): string {
  return code
    .replaceAll(/(^|\s)(\/\/|#) .*$/gm, '')
    .replaceAll(/\s+$/gm, '')
    .trim();
}

function outline(markdown: string): Outline {
  const code: string[] = [];
  const prose = markdown.replaceAll(FENCE, (_all, _fence, language: string, block: string) => {
    // Text blocks show output, which is translated.
    if (language !== 'text') code.push(`${language}\n${withoutComments(block)}`);
    return '';
  });
  return { headings: [...prose.matchAll(/^(#+) /gm)].map((match) => match[1]!), code };
}

/** Differences between a README and its translation, in sentences; none when they are equal in shape. */
export function compareReadmes(english: string, spanish: string): string[] {
  const [en, es] = [outline(english), outline(spanish)];
  const problems: string[] = [];
  if (en.headings.join(' ') !== es.headings.join(' ')) {
    problems.push(
      `headings differ: ${en.headings.join(' ') || 'none'} in English, ${es.headings.join(' ') || 'none'} in Spanish`,
    );
  }
  if (en.code.length !== es.code.length) {
    problems.push(`${en.code.length} code blocks in English, ${es.code.length} in Spanish`);
  }
  const differing = en.code.findIndex((block, i) => es.code[i] !== undefined && es.code[i] !== block);
  if (differing >= 0) problems.push(`code block ${differing + 1} differs: ${en.code[differing]!.split('\n')[1] ?? ''}`);
  return problems;
}
