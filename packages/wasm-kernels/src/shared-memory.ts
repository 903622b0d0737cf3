const IMPORT_SECTION = 2;
const FIRST_SECTION = 8;
// A vector of one import: module "env", name "memory", kind 2 (a memory); limits with a minimum alone.
const MEMORY_IMPORT = '\x01\x03env\x06memory\x02\x00';
const SHARED_WITH_MAXIMUM = 3;
// All that 32 bits can address, in pages: 65536 in LEB128. An imported memory may have a smaller maximum, not a larger one.
const LARGEST_MAXIMUM = [0x80, 0x80, 0x04];

interface Section {
  readonly id: number;
  /** Where its id, its content and the next section begin. */
  readonly start: number;
  readonly content: number;
  readonly end: number;
}

function readSection(binary: Uint8Array, start: number): Section {
  let content = start + 1;
  let size = 0;
  for (let shift = 0, byte = 128; byte >= 128; shift += 7) {
    byte = binary[content++] ?? 0;
    size += (byte & 127) * 2 ** shift;
  }
  return { id: binary[start] ?? 0, start, content, end: content + size };
}

function importSection(binary: Uint8Array): Section {
  let section = readSection(binary, FIRST_SECTION);
  while (section.id !== IMPORT_SECTION && section.end < binary.length) section = readSection(binary, section.end);
  return section;
}

/**
 * A copy of a kernel binary that imports a shared memory, as the threaded stock backend has one, instead of a plain one. The format
 * tells the two apart in the type of the import alone: the instructions stay the same, so one binary serves both.
 *
 * @see https://webassembly.github.io/spec/core/binary/types.html#limits and the threads proposal for the flag
 */
export function importSharedMemory(binary: Uint8Array): Uint8Array<ArrayBuffer> {
  const { id, start, content, end } = importSection(binary);
  const minimum = content + MEMORY_IMPORT.length;
  const found = String.fromCharCode(...binary.subarray(content, minimum));
  const changed = [...binary.subarray(content, minimum - 1), SHARED_WITH_MAXIMUM, ...binary.subarray(minimum, end)];
  changed.push(...LARGEST_MAXIMUM);
  if (id !== IMPORT_SECTION || found !== MEMORY_IMPORT || changed.length > 127) {
    throw new Error('importSharedMemory: the binary must import env.memory and nothing else');
  }
  return Uint8Array.from([
    ...binary.subarray(0, start),
    IMPORT_SECTION,
    changed.length,
    ...changed,
    ...binary.subarray(end),
  ]);
}
