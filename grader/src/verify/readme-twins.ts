import { type Sentence, sentence } from '../report/sentence.ts';

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

/** Differences between a README and its translation; none when they are equal in shape. */
export function compareReadmes(english: string, spanish: string): Sentence[] {
  const [en, es] = [outline(english), outline(spanish)];
  const problems: Sentence[] = [];
  if (en.headings.join(' ') !== es.headings.join(' ')) {
    const shown = (headings: readonly string[]): string => headings.join(' ') || '–';
    problems.push(sentence('readme.headings', { en: shown(en.headings), es: shown(es.headings) }));
  }
  if (en.code.length !== es.code.length) {
    problems.push(sentence('readme.blocks', { en: en.code.length, es: es.code.length }));
  }
  const differing = en.code.findIndex((block, i) => es.code[i] !== undefined && es.code[i] !== block);
  if (differing >= 0) {
    const line = en.code[differing]!.split('\n')[1] ?? '';
    problems.push(sentence('readme.code', { number: differing + 1, line }));
  }
  return problems;
}
