import { kataVitestConfig } from '@paralelo/testkit/vitest';

export default kataVitestConfig();
