import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type Browser, chromium, type Page } from 'playwright-core';

const NAMES = ['chromium', 'chromium-browser', 'google-chrome'];

/** A browser of the system, since none is downloaded; `undefined` where there is none. */
export const CHROMIUM = (process.env['PATH'] ?? '')
  .split(delimiter)
  .flatMap((dir) => NAMES.map((name) => join(dir, name)))
  .find((path) => existsSync(path));

/** A page that is open, and all that it did besides being shown. */
export interface OpenPage {
  readonly page: Page;
  /** What it logged, and errors that nobody caught. */
  readonly said: readonly string[];
  /** Addresses that it asked for, itself left out. */
  readonly requested: readonly string[];
  /** Dialogs that it opened. */
  readonly dialogs: readonly string[];
}

export type Look = Parameters<Browser['newContext']>[0];

/** One browser for a file of tests; each page is opened from a file of its own, in a context of its own. */
export class PageViewer implements AsyncDisposable {
  readonly #browser: Browser;
  readonly #dir: string;
  #count = 0;

  static async start(executablePath: string): Promise<PageViewer> {
    // As root, Chromium refuses its own sandbox; what it is shown is our own page.
    const args = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const browser = await chromium.launch({ executablePath, args });
    return new PageViewer(browser, await mkdtemp(join(tmpdir(), 'paralelo-page-')));
  }

  private constructor(browser: Browser, dir: string) {
    this.#browser = browser;
    this.#dir = dir;
  }

  async open(html: string, look: Look = {}): Promise<OpenPage> {
    const file = join(this.#dir, `${this.#count++}.html`);
    await writeFile(file, html);
    const { href } = pathToFileURL(file);
    const page = await (await this.#browser.newContext(look)).newPage();
    const said: string[] = [];
    const requested: string[] = [];
    const dialogs: string[] = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(error.message));
    page.on('request', (request) => {
      if (request.url() !== href) requested.push(request.url());
    });
    page.on('dialog', (dialog) => {
      dialogs.push(dialog.message());
      void dialog.dismiss();
    });
    await page.goto(href);
    return { page, said, requested, dialogs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#browser.close();
    await rm(this.#dir, { recursive: true });
  }
}
