import type * as tf from '@tensorflow/tfjs-core';
import type { NamedGradients } from './named-gradients.ts';

/** One piece of state that an optimiser keeps for a variable, as tfjs-core keeps it. */
export interface OptimizerVariable {
  readonly originalName: string;
  readonly variable: tf.Variable;
}

/** Where an optimiser keeps one kind of state. */
export interface Slot {
  /** What the kernel calls it. */
  readonly input: string;
  /** What the optimiser calls its list, which is by the variables' order. */
  readonly field: string;
  /** What follows the variable's name in the name that it is saved under. */
  readonly suffix: string;
  /** What each element starts from; zero unless told otherwise. */
  readonly initial?: number;
}

/** An optimiser of tfjs-core, and how a kernel does its work. */
export interface Rule<Optimizer> {
  /** The class; only those of its objects are concerned whose class does not override `applyGradients`. */
  readonly of: { readonly prototype: { applyGradients(gradients: NamedGradients): void } };
  /** The kernel that updates one variable. */
  readonly kernel: string;
  /** The state it updates beside the variable, in the order of the kernel's results; undefined where the kernel does not do what is asked. */
  slots(optimizer: Optimizer): readonly Slot[] | undefined;
  /** The kernel's attributes; asked once for each step. */
  attributes(optimizer: Optimizer): tf.NamedAttrMap;
  /** What is left to do after all variables. */
  finish?(optimizer: Optimizer): void;
}

/** The number that a scalar of an optimiser holds: it counts, and not the number it was made from, which may have been set since. */
export function numberIn(scalar: tf.Tensor): number {
  return scalar.dataSync()[0] ?? Number.NaN;
}
