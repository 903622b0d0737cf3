import type { ViteUserConfig } from 'vitest/config';

export interface PackageTests extends NonNullable<ViteUserConfig['test']> {
  /** Test files that need a process each. */
  readonly isolated?: string[];
}

export declare function definePackageTests(test?: PackageTests): Promise<ViteUserConfig>;
