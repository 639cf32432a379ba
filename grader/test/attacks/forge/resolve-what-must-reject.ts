// forge | fails assertion, passes 6 | Resolves what must reject, while the spec waits for something else.
export * from '../honest.ts';

export async function wait(_signal: AbortSignal, onBegun: () => void): Promise<void> {
  setTimeout(onBegun, 100);
}
