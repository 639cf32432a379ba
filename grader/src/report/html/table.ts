import { type Html, html, joined } from './html.ts';

export interface TableParts {
  readonly caption: string;
  /** Unique on the page. */
  readonly id: string;
  readonly header: readonly string[];
  /** The first cell names the row. */
  readonly rows: readonly (readonly (string | Html)[])[];
  /** The last row is a sum. */
  readonly hasSum?: boolean;
}

/** A table with caption and header cells. Where it is wider than the page, it scrolls by itself, also with the keyboard. */
export function table({ caption, id, header, rows, hasSum = false }: TableParts): Html {
  const body = hasSum ? rows.slice(0, -1) : rows;
  const sum = hasSum ? rows.slice(-1) : [];
  return html`<div class="scroll" role="group" tabindex="0" aria-labelledby="${id}">
<table>
<caption id="${id}">${caption}</caption>
<thead><tr>${header.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead>
<tbody>
${joined(body.map(row))}
</tbody>
${sum.length > 0 ? html`<tfoot>${sum.map(row)}</tfoot>\n` : undefined}</table>
</div>`;
}

function row([name, ...cells]: readonly (string | Html)[]): Html {
  return html`<tr><th scope="row">${name}</th>${cells.map((cell) => html`<td>${cell}</td>`)}</tr>`;
}

/** The figures of a chart for who would rather read them. */
export function tableBehind(summary: string, parts: TableParts): Html {
  return html`<details>
<summary>${summary}</summary>
${table(parts)}
</details>`;
}
