if (Reflect.get(globalThis, 'crossOriginIsolated') !== true)
  throw new Error('the page is not isolated from other origins');
// The stock backend starts half as many threads as there are processors; four make it two, whatever the machine.
Object.defineProperty(Reflect.get(globalThis, 'navigator'), 'hardwareConcurrency', { value: 4 });
