import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    provide: { kataEntry: fileURLToPath(new URL('./test/exit/kata.ts', import.meta.url)) },
    coverage: {
      provider: 'v8',
      include: ['src/**/*.ts'],
      autoAttachSubprocess: true,
      reporter: ['text-summary', 'json-summary'],
      thresholds: { lines: 90, branches: 90 },
    },
  },
});
