import * as tf from '@tensorflow/tfjs-core';
import { gradientsOf } from './gradients.ts';
import type { Problem } from './problem.ts';
import type { Upstream } from './upstream.ts';

/**
 * The gradients of a problem as a problem of its own: its outputs are ∂(Σ vᵢ·yᵢ)/∂x for each input x that has one. Checking
 * it checks the second derivatives.
 */
export function gradientProblem(problem: Problem, upstream: Upstream): Problem {
  return {
    ...problem,
    apply: (tensors) => {
      const { gradients } = gradientsOf(problem, tensors, upstream, 1);
      const connected = gradients.flatMap((tensor, i) => {
        const leaf = problem.leaves[problem.differentiable[i] as number];
        return tensor === null || leaf === undefined ? [] : [{ name: `the gradient of ${leaf.name}`, tensor }];
      });
      // A function of nothing: its gradients are all zero, and unconnected.
      return connected.length > 0 ? connected : [{ name: 'nothing', tensor: tf.scalar(0) }];
    },
  };
}
