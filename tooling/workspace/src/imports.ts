import { isBuiltin } from 'node:module';
import ts from 'typescript5';

/**
 * What a JavaScript or TypeScript text imports, re-exports, requires or names as the source of a type, with the packages
 * of its `/// <reference types>`; comments and strings are not taken for imports.
 */
export function moduleSpecifiers(text: string): string[] {
  const { importedFiles, typeReferenceDirectives } = ts.preProcessFile(text, true, true);
  return [...importedFiles, ...typeReferenceDirectives].map(({ fileName }) => fileName);
}

/** `@scope/name` or `name` of a bare specifier; undefined for a relative path and for what Node brings. */
export function packageOf(specifier: string): string | undefined {
  if (isBuiltin(specifier) || /^(\.|\/|data:|file:)/.test(specifier)) return undefined;
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}
