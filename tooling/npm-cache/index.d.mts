/** The Nodes that are tested: the oldest that is supported, exactly, then one of each later line. */
export declare const NODE_VERSIONS: readonly string[];

/** A Node that a script may run, or why there is none. */
export interface ProvidedNode {
  readonly version: string;
  /** Path of the binary. */
  readonly program?: string;
  /** Why there is none. */
  readonly reason?: string;
}

/** The environment without the settings of the runner around this process, pnpm's and vitest's, that a program started here must not see. */
export declare function cleanEnvironment(): NodeJS.ProcessEnv;

/**
 * A package of the registry with what it depends on, fetched once with npm and kept in the workspace's cache.
 *
 * @returns its folder
 * @throws Error with everything npm printed, where it cannot be had
 */
export declare function providePackage(name: string, version: string): Promise<string>;

/** A Node of that version, or the first of that line that npm finds, fetched once and kept in the workspace's cache. */
export declare function provideNode(version: string): Promise<ProvidedNode>;
