import { rmSync } from 'node:fs';
import { NODE_VERSIONS, type ProvidedNode, provideNode } from '@gradlab-internal/npm-cache';
import type { TestProject } from 'vitest/node';
import { createProject } from './project.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Path of the consumer's project. */
    project: string;
    nodes: ProvidedNode[];
  }
}

function requireAll(nodes: readonly ProvidedNode[]): void {
  const missing = nodes.filter(({ program }) => program === undefined);
  for (const { version, reason } of missing) console.warn(`skipped: Node ${version} cannot be had: ${reason}`);
  if (missing.length > 0 && process.env.CI === 'true') {
    throw new Error(
      `Node ${missing.map(({ version }) => version).join(', ')} cannot be had, and CI must test every one`,
    );
  }
}

/** Fetches the Nodes and makes the one project that all tests use; answers how to remove it. */
export async function setup({ provide }: TestProject): Promise<() => void> {
  const nodes: ProvidedNode[] = [];
  for (const version of NODE_VERSIONS) nodes.push(await provideNode(version));
  requireAll(nodes);
  const project = await createProject();
  provide('nodes', nodes);
  provide('project', project);
  return () => {
    if (process.env.GRADLAB_KEEP_CONSUMER === '1') console.info(`the consumer's project is kept in ${project}`);
    else rmSync(project, { recursive: true, force: true });
  };
}
