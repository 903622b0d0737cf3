// Transforms that cross to worker threads in the tests, by their names.

/** Depends on all that a draw has, and makes float32 of another shape. */
export function shifted({ by }) {
  return {
    apply: ({ data, scale = 1 }, { seed, epoch, index }) => ({
      data: Float32Array.from({ length: data.length + 1 }, (_, i) =>
        i === 0 ? Math.sin(seed.words[1] + epoch * 0.1 + index) : (data[i - 1] ?? 0) * scale + by,
      ),
      shape: [data.length + 1],
    }),
  };
}

export const same = { apply: (example) => example };

/** Gives the range that it is told. */
export const ranged = { apply: ({ range = [-1, -1] }) => ({ data: Float32Array.from(range), shape: [2] }) };

export const slowOnEven = {
  apply(example, { index }) {
    const end = performance.now() + (index % 2 === 0 ? 8 : 0);
    while (performance.now() < end);
    return example;
  },
};

export const failing = {
  apply(example, { index }) {
    if (index === 5) throw new RangeError('five is not for me');
    return example;
  },
};

export const throwingText = {
  apply() {
    throw 'only text';
  },
};

export const misfit = {
  apply: ({ data }, { index }) => ({ data, shape: index === 5 ? [1, data.length] : [data.length] }),
};

export const exiting = {
  apply(example, { index }) {
    if (index === 5) process.exit(7);
    return example;
  },
};

export const forever = {
  apply() {
    for (;;);
  },
};

export const foreverFromFour = {
  apply(example, { index }) {
    for (; index >= 4; );
    return example;
  },
};

export const hungry = {
  apply() {
    for (const kept = []; ; ) kept.push(new Array(1e6).fill(kept.length));
  },
};

/** Says which thread it ran on. */
export async function threadNumber() {
  const { threadId } = await import('node:worker_threads');
  return { apply: () => ({ data: Float32Array.of(threadId), shape: [1] }) };
}

/** Whether a write to the example would reach anybody: it must not reach the data set. */
export const scribbling = {
  apply({ data, shape }) {
    const copy = Float32Array.from(data);
    data.fill(99);
    return { data: copy, shape };
  },
};

export const number = 3;

export function failingFactory() {
  throw new Error('no factory today');
}
