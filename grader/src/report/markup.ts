const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Not characters at all: XML 1.0 refuses the document that holds one (section 2.2, Char). */
const NONCHARACTER = /[\uFFFE\uFFFF]/g;

/**
 * Escapes text for an element or a quoted attribute of HTML or XML. Takes text that is inert already.
 *
 * @example
 * escapeMarkup('a < b'); // 'a &lt; b'
 */
export function escapeMarkup(text: string): string {
  return text.replace(NONCHARACTER, '\uFFFD').replace(/[&<>"']/g, (char) => ENTITIES[char]!);
}
