import type { Language } from '../language.ts';

/** How numbers are written in a language. */
export interface Format {
  /** `1,234,567`, in Spanish `1.234.567`. */
  count(count: number): string;
  /** `1.50`, in Spanish `1,50`: with so many digits after the mark. */
  fixed(value: number, digits: number): string;
  /** `  1234 ms`, right-aligned, so that times lie under each other. */
  ms(ms: number): string;
}

/** @example formatIn('es').fixed(1.5, 2); // '1,50' */
export function formatIn(language: Language): Format {
  const fixed = (value: number, digits: number) =>
    value.toLocaleString(language, {
      minimumFractionDigits: digits,
      maximumFractionDigits: digits,
      useGrouping: false,
    });
  return {
    count: (count) => count.toLocaleString(language),
    fixed,
    ms: (ms) => `${fixed(ms, 0).padStart(6)} ms`,
  };
}
