import type { Probe } from './probe.ts';
import { sample } from './samples.ts';

// A whole vector of the binary, and a remainder.
const N = 7;
const RATE = 0.5;
const MOMENTUM = 0.75;
const EPSILON = 0.125;

type State = readonly number[];

/** The results of an update by each element's old states and gradient, one result after the other. */
function each(
  states: readonly Float32Array[],
  grad: Float32Array,
  update: (g: number, ...old: number[]) => State,
): number[] {
  const updated = Array.from(grad, (g, i) => update(g, ...states.map((state) => state[i] ?? 0)));
  return states.flatMap((_, state) => updated.map((values) => values[state] ?? Number.NaN));
}

/** One step of each optimiser from a state that is not zero. */
export function optimizerProbes(): readonly Probe[] {
  const [value, grad, first] = [sample(N, 20), sample(N, 21), sample(N, 22)];
  const second = sample(N, 23).map(Math.abs);
  const like = (values: Float32Array): { values: Float32Array; shape: number[] } => ({ values, shape: [N] });
  const beta = { beta1: 0.75, beta2: 0.5, beta1Power: 0.5, beta2Power: 0.25 };
  const adam = (g: number, w: number, m: number, v: number): State => {
    const [mean, variance] = [0.75 * m + 0.25 * g, 0.5 * v + 0.5 * g * g];
    return [w - (RATE * (mean / 0.5)) / (Math.sqrt(variance / 0.75) + EPSILON), mean, variance];
  };
  const rmsProp = (g: number, w: number, ms: number, mom: number): State => {
    const square = 0.75 * ms + 0.25 * g * g;
    const moment = MOMENTUM * mom + (RATE * g) / Math.sqrt(square + EPSILON);
    return [w - moment, square, moment];
  };
  const adagrad = (g: number, w: number, sum: number): State => [
    w - (RATE * g) / Math.sqrt(sum + g * g + EPSILON),
    sum + g * g,
  ];
  const momentum =
    (nesterov: boolean) =>
    (g: number, w: number, accum: number): State => {
      const sum = MOMENTUM * accum + g;
      return [w - RATE * (nesterov ? g + MOMENTUM * sum : sum), sum];
    };
  const given = { var: like(value), grad: like(grad) };
  const rate = { learningRate: RATE };
  return [
    {
      kernel: 'ApplyGradientDescent',
      inputs: given,
      attrs: rate,
      expected: each([value], grad, (g, w) => [w - RATE * g]),
    },
    ...[false, true].map((useNesterov) => ({
      kernel: 'ApplyMomentum',
      inputs: { ...given, accum: like(first) },
      attrs: { ...rate, momentum: MOMENTUM, useNesterov },
      expected: each([value, first], grad, momentum(useNesterov)),
    })),
    {
      kernel: 'ApplyAdam',
      inputs: { ...given, m: like(first), v: like(second) },
      attrs: { ...rate, ...beta, epsilon: EPSILON },
      expected: each([value, first, second], grad, adam),
    },
    {
      kernel: 'ApplyRMSProp',
      inputs: { ...given, ms: like(second), mom: like(first) },
      attrs: { ...rate, decay: 0.75, momentum: MOMENTUM, epsilon: EPSILON },
      expected: each([value, second, first], grad, rmsProp),
    },
    {
      kernel: 'ApplyAdagrad',
      inputs: { ...given, accum: like(second) },
      attrs: { ...rate, epsilon: EPSILON },
      expected: each([value, second], grad, adagrad),
    },
  ];
}
