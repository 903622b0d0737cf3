import { readFile } from 'node:fs/promises';
import * as tf from '@tensorflow/tfjs-core';

const CORE = '@tensorflow/tfjs-core';
const NAMED_IMPORT = /^import \{([^}]*)\} from '(\.[^']*)';$/gm;
const NAMESPACE_IMPORT = /^import \* as (\w+) from '(\.[^']*)';$/gm;
const { util, backend_util, broadcast_util, slice_util, tensor_util } = tf;
const NAMESPACES = { util, backend_util, broadcast_util, slice_util, tensor_util };

/**
 * The gradients of prod and of gather with batch dimensions call methods on tensors, which only `@tensorflow/tfjs` adds:
 * `dy.slice(i, 1)` becomes `core.slice(dy, i, 1)`.
 */
const CHAINED_CALL = /(?<![.\w])(permutedX|prodGrad|stacked|x|indices|dy)\.(reshape|split|slice)\(/g;

/** Names that core keeps to itself, said with what it exports. */
const SYNONYMS = { ENGINE: 'core.engine()', getGlobalTensorClass: '() => core.Tensor' };

const has = (object, name) => Object.hasOwn(object, name);

/** `a as b, c` → `[['a', 'b'], ['c', 'c']]` */
function parseNames(list) {
  return list
    .split(',')
    .map((name) => name.trim().split(/\s+as\s+/))
    .filter(([name]) => name !== '')
    .map(([name, local = name]) => [name, local]);
}

/** Where users of the published package find one of core's internal names, as an expression on its namespace. */
function publicExpression(name) {
  if (has(SYNONYMS, name)) return SYNONYMS[name];
  if (has(tf, name)) return `core.${name}`;
  const namespace = Object.keys(NAMESPACES).find((candidate) => has(NAMESPACES[candidate], name));
  return namespace && `core.${namespace}.${name}`;
}

function redirectNamed(_statement, list, path) {
  const names = parseNames(list);
  const isPublic = ([name]) => publicExpression(name) !== undefined;
  const direct = names.filter(isPublic).filter(([name]) => has(tf, name));
  const nested = names.filter(isPublic).filter(([name]) => !has(tf, name));
  const inner = names.filter((name) => !isPublic(name));
  const clause = (parts) => parts.map(([name, local]) => `${name} as ${local}`).join(', ');
  return [
    ...(direct.length > 0 ? [`import { ${clause(direct)} } from '${CORE}';`] : []),
    ...nested.map(([name, local]) => `const ${local} = ${publicExpression(name)};`),
    ...(inner.length > 0 ? [`import { ${clause(inner)} } from '${path}';`] : []),
  ].join('\n');
}

/**
 * An esbuild plugin that bundles internal modules of tfjs-core without a second copy of what its users already have:
 * each name that the published package exports is imported from there.
 *
 * @type {import('esbuild').Plugin}
 */
export const redirectCore = {
  name: 'redirect-core',
  setup(build) {
    build.onLoad({ filter: /[\\/]tfjs-core[\\/]dist[\\/].*\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replace(CHAINED_CALL, 'core.$2($1, ')
        .replace(NAMED_IMPORT, redirectNamed)
        .replace(NAMESPACE_IMPORT, (statement, local, from) => {
          const name = from.split('/').at(-1);
          return has(NAMESPACES, name) ? `import { ${name} as ${local} } from '${CORE}';` : statement;
        });
      const imports = /\bcore\./.test(contents) ? `import * as core from '${CORE}';\n` : '';
      // The source maps that end core's modules are longer than their code.
      return { contents: imports + contents.replace(/^\/\/# sourceMappingURL=.*$/m, '') };
    });
  },
};
