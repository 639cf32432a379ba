import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
export type Element = DefaultTreeAdapterTypes.Element;

/** A page taken apart as a browser does it, and the places where it broke the rules of HTML. */
export interface HtmlPage {
  /** Elements of a name, in order, inside of `within` or anywhere. */
  readonly all: (name: string, within?: Node) => Element[];
  readonly textOf: (node: Node) => string;
  /** Every element with its attributes, in order, without the text. */
  readonly structure: readonly string[];
  readonly errors: readonly string[];
}

export function htmlPage(page: string): HtmlPage {
  const errors: string[] = [];
  const document = parse(page, { onParseError: ({ code, startLine }) => errors.push(`${code} in line ${startLine}`) });
  const all = (name: string, within: Node = document): Element[] =>
    [...descendants(within)].filter(
      (node): node is Element => 'tagName' in node && (name === '*' || node.tagName === name),
    );
  const textOf = (node: Node): string =>
    [node, ...descendants(node)]
      .map((each) => (each.nodeName === '#text' ? (each as DefaultTreeAdapterTypes.TextNode).value : ''))
      .join('')
      .replace(/\s+/g, ' ')
      .trim();
  const structure = all('*').map(({ tagName, attrs }) =>
    [tagName, ...attrs.map(({ name, value }) => `${name}=${value}`)].join(' '),
  );
  return { all, textOf, structure, errors };
}

function* descendants(node: Node): Generator<Node> {
  if (!('childNodes' in node)) return;
  for (const child of node.childNodes) {
    yield child;
    yield* descendants(child);
  }
}
