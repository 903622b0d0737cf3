import type { ViteUserConfig } from 'vitest/config';

export declare function definePackageTests(test?: ViteUserConfig['test']): Promise<ViteUserConfig>;
