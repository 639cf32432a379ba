import type { Ignorer } from '@stryker-mutator/api/ignore';

/** What an error says, and what caused it, is for people; a spec that holds each word would refuse every other program. */
const MESSAGE = 'what an error says is free';

/** What we ask of a place in the program; Stryker's own type tells nothing of it. */
interface Place {
  readonly node: { readonly callee?: { readonly name?: string; readonly type?: string } };
  readonly parentPath: Place | null;
  isTemplateLiteral(): boolean;
  isStringLiteral(): boolean;
  isObjectExpression(): boolean;
  isNewExpression(): boolean;
  isCallExpression(): boolean;
}

/** Leaves the texts and causes of errors alone: what lies in `new …Error(…)`, or in `super(…)`. */
export const errorTexts: Ignorer = {
  shouldIgnore(path): string | undefined {
    const place = path as Place;
    const isSaid = place.isTemplateLiteral() || place.isStringLiteral() || place.isObjectExpression();
    if (!isSaid || !place.parentPath) return undefined;
    const { callee } = place.parentPath.node;
    const isError = place.parentPath.isNewExpression() && callee?.name?.endsWith('Error');
    const isSuper = place.parentPath.isCallExpression() && callee?.type === 'Super';
    return isError || isSuper ? MESSAGE : undefined;
  },
};
