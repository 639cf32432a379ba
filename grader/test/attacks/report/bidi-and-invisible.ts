// report | fails assertion, passes 5 | Throws text that reads otherwise than it is stored.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw new Error(
    '\u202eevoba ta kool\u202c \u2066failed\u2069 pas\u00adsed\u200b \ufeff\u{e0041}\u{e007f} \u115f\u3164 Z\u0351\u036b\u0343',
  );
}
