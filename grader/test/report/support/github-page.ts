import { micromark } from 'micromark';
import { gfm, gfmHtml } from 'micromark-extension-gfm';
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;

/** Where GitHub does not look for mentions, references and addresses. */
const LITERAL = new Set(['code', 'pre']);

/** What a comment becomes: Markdown of GitHub with raw HTML let through, taken apart as a browser does it. */
export interface GithubPage {
  /** Every element with its attributes, in order, without the text. */
  readonly structure: readonly string[];
  /** Texts outside of `code` and `pre`: what GitHub searches for mentions and references. */
  readonly searched: readonly string[];
  readonly text: string;
}

export function githubPage(markdown: string): GithubPage {
  const html = micromark(markdown, { extensions: [gfm()], htmlExtensions: [gfmHtml()], allowDangerousHtml: true });
  const structure: string[] = [];
  const searched: string[] = [];
  let text = '';
  const visit = (node: Node, isLiteral: boolean): void => {
    if ('tagName' in node) {
      structure.push([node.tagName, ...node.attrs.map(({ name, value }) => `${name}=${value}`)].join(' '));
      for (const child of node.childNodes) visit(child, isLiteral || LITERAL.has(node.tagName));
      structure.push(`/${node.tagName}`);
    } else if ('childNodes' in node) {
      for (const child of node.childNodes) visit(child, isLiteral);
    } else if (node.nodeName === '#text') {
      const { value } = node as DefaultTreeAdapterTypes.TextNode;
      text += value;
      if (!isLiteral) searched.push(value);
    } else structure.push(`${node.nodeName} ${(node as { data?: string }).data}`);
  };
  visit(parseFragment(html), false);
  return { structure, searched, text };
}
