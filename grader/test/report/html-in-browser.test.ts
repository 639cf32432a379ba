import axe from 'axe-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { renderHtml } from '../../src/report/html/render-html.ts';
import { CHROMIUM, type OpenPage, PageViewer } from './support/browser.ts';
import { measured } from './support/measured.ts';
import { HOSTILE_TEXTS, resultFullOf, situations } from './support/situations.ts';

const NAME = CHROMIUM ? 'in Chromium' : 'in Chromium, which is not here: apt-get install chromium';
const pages = { ...situations, measured };

/** What axe finds, as rule and place. */
async function violations({ page }: OpenPage): Promise<string[]> {
  // Through the debugger, which the policy of the page does not bind.
  await page.evaluate(axe.source);
  const { violations } = (await page.evaluate('axe.run()')) as axe.AxeResults;
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
}

describe.skipIf(CHROMIUM === undefined)(NAME, () => {
  let viewer: PageViewer;
  beforeAll(async () => {
    viewer = await PageViewer.start(CHROMIUM!);
  });
  afterAll(() => viewer[Symbol.asyncDispose]());

  describe.each(['light', 'dark'] as const)('in %s', (colorScheme) => {
    test.each(Object.entries(pages))('%s is silent, asks for nothing and is accessible', async (_, result) => {
      const lang = colorScheme === 'dark' ? 'es' : 'en';
      const open = await viewer.open(renderHtml(result, { lang }), { colorScheme });
      expect(await violations(open)).toEqual([]);
      expect(open.said).toEqual([]);
      expect(open.requested).toEqual([]);
      await open.page.context().close();
    });
  });

  test.each(HOSTILE_TEXTS)('nothing of %j comes to life', async (text) => {
    const open = await viewer.open(renderHtml(resultFullOf(text), { lang: 'en' }));
    const count = 'document.querySelectorAll("script, img, iframe, object, embed, link, form, base").length';
    expect(await open.page.evaluate(count)).toBe(0);
    expect(await open.page.evaluate('document.querySelectorAll("h1").length')).toBe(1);
    expect(open).toMatchObject({ said: [], requested: [], dialogs: [] });
    await open.page.context().close();
  });

  test('a page that breaks its own policy would be heard', async () => {
    const page = renderHtml(situations['passed']!, { lang: 'en' }).replace(
      '</main>',
      '<img src="https://example.org/x.png"><script>alert(1)</script><p style="color: red">x</p></main>',
    );
    const open = await viewer.open(page);
    expect(open.said.join('\n')).toMatch(/Content Security Policy/);
    expect(await open.page.evaluate('document.querySelector("img").naturalWidth')).toBe(0);
    expect(open.dialogs).toEqual([]);
    await open.page.context().close();
  });

  test('the first key leads past the contents to the result', async () => {
    const { page } = await viewer.open(renderHtml(situations['failed']!, { lang: 'en' }));
    await page.keyboard.press('Tab');
    expect(await page.evaluate('document.activeElement.getAttribute("href")')).toBe('#result');
    await page.keyboard.press('Enter');
    expect(await page.evaluate('document.activeElement.id')).toBe('result');
    await page.context().close();
  });

  test.each(['measured', 'failed', 'hostile'])('%s is not wider than a telephone', async (name) => {
    const look = { viewport: { width: 360, height: 740 } };
    const { page } = await viewer.open(renderHtml(pages[name as keyof typeof pages]!, { lang: 'es' }), look);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(360);
    await page.context().close();
  });

  test('on paper everything that is folded is open', async () => {
    const { page } = await viewer.open(renderHtml(measured, { lang: 'en' }));
    const seen = '[...document.querySelectorAll("details > :last-child")].map((one) => one.checkVisibility())';
    expect(await page.evaluate(seen)).toContain(false);
    await page.emulateMedia({ media: 'print' });
    expect(await page.evaluate(seen)).not.toContain(false);
    await page.context().close();
  });
});
