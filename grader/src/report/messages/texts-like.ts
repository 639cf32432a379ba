/** A text for each key of the English ones; a language that misses one, or has one more, does not compile. */
export type TextsLike<English> = Readonly<Record<keyof English, string>>;
