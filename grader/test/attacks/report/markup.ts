// report | fails assertion, passes 5 | Throws HTML and Markdown.
export * from '../honest.ts';

export async function sum(): Promise<never> {
  throw new Error(
    '<script>alert(1)</script><img src=x onerror=alert(1)> </pre></details> ![x](https://example.com/x.png) ' +
      '| 1000 | 1000 |\n```\n# passed\n[click](javascript:alert(1)) @everyone <!-- --> &#x1b;[2J',
  );
}
