// tamper | fails assertion, passes 5 | The same without functions, so that it crosses: keys that matchers look for.
export * from '../honest.ts';

export async function describeNumbers(): Promise<object> {
  return JSON.parse(
    '{"asymmetricMatch":true,"$$typeof":"jest.asymmetricMatcher","sample":{},"inverse":false,"nodeType":1,' +
      '"nodeName":"DIV","tagName":"DIV","isEqualNode":true,"constructor":{"name":"HTMLElement"},"hasOwnProperty":1,' +
      '"@@__IMMUTABLE_ITERABLE__@@":true,"toJSON":1,"toString":1,"valueOf":1,"length":3}',
  );
}
