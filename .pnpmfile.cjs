/**
 * TypeScript 7 checks types here. It has no API for programs, so tsup, which writes declarations by one, gets the last that has
 * rather than that of the package it builds: the version that the catalog calls typescript5, which no manifest from outside can name.
 */
function readPackage(manifest) {
  if (manifest.name !== 'tsup') return manifest;
  const { typescript: _, ...peerDependencies } = manifest.peerDependencies;
  return { ...manifest, peerDependencies, dependencies: { ...manifest.dependencies, typescript: '5.9.3' } };
}

module.exports = { hooks: { readPackage } };
