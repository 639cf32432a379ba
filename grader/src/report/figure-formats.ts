import type { Language } from '@paralelo/testkit/language';

/** How a figure in a sentence is written; the name stands in the message, after the colon of its placeholder. */
export type FigureFormat = 'times' | 'percent' | 'cores' | 'tenths' | 'hundredths' | 'two' | 'ms' | 'whole';

type FigureFormats = Readonly<Record<FigureFormat, (value: number) => string>>;

/** A formatter of Intl costs a hundred times what formatting does, and a judge says a sentence at the end of every subject. */
const made = new Map<Language, FigureFormats>();

/**
 * Figures as a reader of `language` expects them.
 *
 * @example
 * figureFormats('es').times(1.784); // '1,78×'
 * figureFormats('en').percent(0.914); // '91 %'
 */
export function figureFormats(language: Language): FigureFormats {
  const formats = made.get(language) ?? make(language);
  made.set(language, formats);
  return formats;
}

function make(language: Language): FigureFormats {
  const format = (options: Intl.NumberFormatOptions): ((value: number) => string) => {
    const formatter = new Intl.NumberFormat(language, { useGrouping: false, ...options });
    return (value) => formatter.format(value);
  };
  const two = format({ minimumFractionDigits: 2, maximumFractionDigits: 2 });
  const whole = format({ maximumFractionDigits: 0 });
  return {
    times: (speedup) => `${two(speedup)}×`,
    percent: (share) => `${whole(share * 100)} %`,
    cores: format({ maximumFractionDigits: 1 }),
    tenths: format({ minimumFractionDigits: 1, maximumFractionDigits: 1 }),
    // Rounded down: 1.996 cores are not two.
    hundredths: format({ maximumFractionDigits: 2, roundingMode: 'floor' }),
    two,
    ms: (ms) => `${whole(ms)} ms`,
    whole,
  };
}
