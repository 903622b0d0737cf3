/** Whether this is Node, by the same sign that TensorFlow.js goes by. */
export function isNode(): boolean {
  return typeof process !== 'undefined' && process.versions?.node !== undefined;
}

/**
 * A module of Node, with no import that a browser bundle would have to resolve.
 *
 * @param name such as `node:os`; only to be called where `isNode()`
 */
export function nodeModule<Name extends keyof NodeModules>(name: Name): NodeModules[Name] {
  return process.getBuiltinModule(name) as NodeModules[Name];
}

interface NodeModules {
  'node:child_process': typeof import('node:child_process');
  'node:module': typeof import('node:module');
  'node:os': typeof import('node:os');
  'node:util': typeof import('node:util');
}
