import { sentence } from '../report/sentence.ts';
import { SubjectFailure } from './subject-failure.ts';
import { WireBudget } from './wire-budget.ts';
import { type Body, END, HEADER, VIEW_ELEMENT_BYTES } from './wire-format.ts';
import { malformed, WireReader } from './wire-reader.ts';

/**
 * Looks through a message of a hostile subject before v8 makes values of it, in one pass that makes none.
 *
 * What it lets through is well-formed, of kinds that a subject has to send, and within `WIRE_CAPS`.
 *
 * @throws {SubjectFailure} of kind `protocol`.
 */
export function guardWire(payload: Uint8Array): void {
  new WireGuard(payload).message();
}

class WireGuard {
  readonly #reader: WireReader;
  readonly #budget = new WireBudget();

  constructor(payload: Uint8Array) {
    this.#reader = new WireReader(payload);
  }

  message(): void {
    if (!HEADER.every((byte) => this.#reader.has(byte))) throw malformed();
    this.#value(0);
    if (!this.#reader.isAtEnd) throw malformed();
  }

  #value(depth: number): Body {
    const reader = this.#reader;
    const body = reader.body();
    switch (body) {
      case 'nothing':
        break;
      case 'integer':
        reader.varint();
        break;
      case 'double':
        reader.skip(8);
        break;
      case 'latin1':
        reader.skip(reader.varint());
        break;
      case 'padding':
        if (reader.body() !== 'utf16') throw malformed();
        this.#elements(2);
        return 'utf16';
      case 'utf16':
        this.#elements(2);
        break;
      case 'bigint':
        reader.skip(Math.floor(reader.varint() / 2));
        break;
      case 'reference':
        if (reader.varint() >= this.#budget.objects) throw malformed();
        break;
      default:
        this.#budget.object(depth);
        this.#object(body, depth + 1);
    }
    return body;
  }

  /** @param inside - the depth of what it holds */
  #object(body: Body, inside: number): void {
    switch (body) {
      case 'object':
        this.#plain(inside);
        break;
      case 'dense':
        this.#dense(inside);
        break;
      case 'sparse':
        this.#sparse(inside);
        break;
      case 'map':
        this.#map(inside);
        break;
      case 'set':
        this.#set(inside);
        break;
      case 'date':
        this.#reader.skip(8);
        break;
      case 'buffer':
        this.#elements(1);
        break;
      case 'view':
        this.#elements(VIEW_ELEMENT_BYTES[this.#reader.varint()]);
        break;
      case 'growing':
        throw new SubjectFailure('protocol', sentence('channel.growingBuffer'));
      default:
        throw malformed();
    }
  }

  #plain(inside: number): void {
    let names = 0;
    for (; !this.#reader.has(END.object); names += 1) {
      this.#budget.count(2);
      const name = this.#value(inside);
      if (name === 'integer' || name === 'double') this.#budget.numericName();
      else if (name !== 'latin1' && name !== 'utf16') throw malformed();
      this.#value(inside);
    }
    this.#expect(names);
  }

  #dense(inside: number): void {
    const length = this.#reader.varint();
    this.#budget.count(length);
    for (let i = 0; i < length; i += 1) this.#value(inside);
    if (!this.#reader.has(END.dense)) throw malformed();
    this.#expect(0);
    this.#expect(length);
  }

  #sparse(inside: number): void {
    const length = this.#reader.varint();
    this.#budget.count(length);
    let elements = 0;
    for (; !this.#reader.has(END.sparse); elements += 1) {
      if (this.#reader.body() !== 'integer') throw malformed();
      const zigzag = this.#reader.varint();
      if (zigzag % 2 === 1 || zigzag / 2 >= length) throw malformed();
      this.#value(inside);
    }
    this.#expect(elements);
    this.#expect(length);
  }

  #map(inside: number): void {
    let parts = 0;
    for (; !this.#reader.has(END.map); parts += 2) {
      this.#budget.count(2);
      this.#key(inside);
      this.#value(inside);
    }
    this.#expect(parts);
  }

  #set(inside: number): void {
    let parts = 0;
    for (; !this.#reader.has(END.set); parts += 1) {
      this.#budget.count(1);
      this.#key(inside);
    }
    this.#expect(parts);
  }

  #key(depth: number): void {
    const body = this.#value(depth);
    if (body === 'integer' || body === 'double' || body === 'bigint') this.#budget.numericKey();
  }

  /** So many bytes as the wire says, in whole elements. */
  #elements(elementBytes: number | undefined): void {
    const bytes = this.#reader.varint();
    if (elementBytes === undefined || bytes % elementBytes !== 0) throw malformed();
    this.#reader.skip(bytes);
  }

  #expect(count: number): void {
    if (this.#reader.varint() !== count) throw malformed();
  }
}
