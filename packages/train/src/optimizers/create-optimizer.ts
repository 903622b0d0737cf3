import { requireEqualShapes, requireNumber } from '@gradlab-internal/checks';
import * as tf from '@tensorflow/tfjs-core';
import type { OptimizerState, StatefulOptimizer } from './optimizer.ts';

/** What an update knows besides values. */
interface UpdateContext {
  /** η. */
  readonly rate: number;
  /** Number of this parameter's update, from 1. */
  readonly count: number;
}

/** An update rule: what one parameter's values become. */
interface UpdateRule {
  /** Names of what it remembers for each parameter: tensors of its shape that start at zero. */
  readonly slots: readonly string[];
  /** Changes the variable and its slots, which come in the order of their names. */
  update(variable: tf.Variable, gradient: tf.Tensor, slots: readonly tf.Variable[], context: UpdateContext): void;
}

interface Memory {
  count: number;
  readonly slots: readonly tf.Variable[];
}

/** Makes an optimiser of an update rule: learning rate, memory for each parameter by name, saving. */
export function createOptimizer(caller: string, firstRate: unknown, rule: UpdateRule): StatefulOptimizer {
  let rate = requireNumber(caller, 'learningRate', firstRate, { above: 0 });
  const memories = new Map<string, Memory>();
  const forget = (): void => {
    for (const { slots } of memories.values()) tf.dispose([...slots]);
    memories.clear();
  };
  const memoryOf = (name: string, shape: number[]): Memory => {
    const memory = memories.get(name) ?? { count: 0, slots: rule.slots.map(() => newSlot(tf.zeros(shape))) };
    memories.set(name, memory);
    return memory;
  };
  return {
    get learningRate(): number {
      return rate;
    },
    set learningRate(next: number) {
      rate = requireNumber(caller, 'learningRate', next, { min: 0 });
    },
    step(parameters, gradients) {
      for (const [name, gradient] of Object.entries(gradients)) {
        const variable = parameters[name];
        if (variable === undefined) throw new RangeError(`${caller}: gradients must be of the parameters, got ${name}`);
        const memory = memoryOf(name, variable.shape);
        memory.slots.forEach((slot, i) => {
          requireEqualShapes(caller, [`${rule.slots[i]} of ${name}`, 'the parameter'], slot.shape, variable.shape);
        });
        memory.count += 1;
        rule.update(variable, gradient, memory.slots, { rate, count: memory.count });
      }
    },
    save: () => saved(memories, rule.slots),
    load(state) {
      const loaded = loadedMemories(caller, state, rule.slots);
      forget();
      for (const [name, memory] of loaded) memories.set(name, memory);
    },
    dispose: forget,
  };
}

/** A variable, so that a kernel may write over it. */
function newSlot(first: tf.Tensor): tf.Variable {
  const slot = tf.variable(first, false);
  first.dispose();
  return slot;
}

function saved(memories: ReadonlyMap<string, Memory>, names: readonly string[]): OptimizerState {
  const entries = [...memories];
  return {
    counts: Object.fromEntries(entries.map(([name, { count }]) => [name, count])),
    tensors: Object.fromEntries(
      entries.flatMap(([name, { slots }]) => slots.map((slot, i) => [`${names[i]}/${name}`, slot] as const)),
    ),
  };
}

function loadedMemories(caller: string, state: OptimizerState, names: readonly string[]): [string, Memory][] {
  const counts = Object.entries(state.counts);
  const expected = counts.flatMap(([name]) => names.map((slot) => `${slot}/${name}`)).sort();
  const got = Object.keys(state.tensors).sort();
  if (expected.join() !== got.join()) {
    throw new RangeError(
      `${caller}: state must be one that it saved: ${expected.join(', ') || 'no tensors'}, got ${got.join(', ') || 'none'}`,
    );
  }
  return counts.map(([name, count]) => [
    name,
    { count, slots: names.map((slot) => newSlot(tf.clone(state.tensors[`${slot}/${name}`] as tf.Tensor))) },
  ]);
}
