// Profiles training steps on one side, in a process of its own because kernels are global. Answers on the channel of its parent.
import { timeCalls } from './clocks.mjs';
import { clockKernels } from './kernel-times.mjs';
import { makeTrainingStep } from './training-step.mjs';
import { prepareWasm } from './wasm-sides.mjs';

// Milliseconds: long enough for V8 to have its optimised code, and for a measurement of some length.
const WARM_UP = 1000;
const SHORTEST = 1000;

/** Times the step with its kernels as they are, then with a clock on each. */
async function profile(step) {
  const run = makeTrainingStep(step);
  await timeCalls({ run }, WARM_UP);
  const whole = (await timeCalls({ run }, SHORTEST)).cpu;
  const times = clockKernels();
  await timeCalls({ run }, WARM_UP / 4);
  times.clear();
  const { count, cpu } = await timeCalls({ run }, SHORTEST);
  const kernels = [...times].map(([name, { calls, milliseconds }]) => ({
    name,
    calls: calls / count,
    milliseconds: milliseconds / count,
  }));
  return { whole, clocked: cpu, kernels };
}

process.once('message', async ({ side, step }) => {
  try {
    await prepareWasm(side);
    process.send(await profile(step));
  } catch (error) {
    process.send({ reason: error.message });
  }
  process.disconnect();
});
