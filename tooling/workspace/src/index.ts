export { moduleSpecifiers, packageOf } from './imports.ts';
export { entriesOf, type Manifest, publishedPackages, type WorkspacePackage, workspaceRoot } from './packages.ts';
