import { expect, it } from 'vitest';
import { moduleSpecifiers, packageOf } from './imports.ts';

it('finds every kind of import and none in comments or strings', () => {
  const text = `
    /// <reference types="node" />
    /** import { a } from 'in-a-comment'; */
    import b from 'plain'; import 'bare'; export { c } from './relative.ts';
    const text = "import d from 'in-a-string'";
    const e = await import('dynamic'); const f = require('required');
    type G = import('of-a-type').G;
  `;
  expect(moduleSpecifiers(text).sort()).toEqual(
    ['plain', 'bare', './relative.ts', 'dynamic', 'required', 'of-a-type', 'node'].sort(),
  );
});

it('tells the package from the path within it', () => {
  expect(packageOf('@gradlab/train/progress')).toBe('@gradlab/train');
  expect(packageOf('vega/build')).toBe('vega');
  expect(packageOf('./vega')).toBeUndefined();
  expect(packageOf('node:fs')).toBeUndefined();
  expect(packageOf('util')).toBeUndefined();
});
