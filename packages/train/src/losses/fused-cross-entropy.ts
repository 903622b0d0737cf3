import * as tf from '@tensorflow/tfjs-core';

/** TensorFlow's name. Of the backends of tfjs only a WASM backend with training kernels has it: loss and gradient of each row in one pass. */
const KERNEL = 'SparseSoftmaxCrossEntropyWithLogits';

/** Whether the current backend has a kernel for cross-entropy that takes these logits. */
export function hasFusedCrossEntropy(logits: tf.Tensor): boolean {
  return logits.dtype === 'float32' && tf.getKernel(KERNEL, tf.getBackend()) !== undefined;
}

/** Mean softmax cross-entropy by that kernel. Its gradient is made in the forward pass, and has a gradient itself, as tfjs’s log-softmax has not. */
export function fusedCrossEntropy(labels: tf.Tensor, logits: tf.Tensor): tf.Scalar {
  const loss = tf.customGrad((z, save) => {
    const inputs = { logits: z as tf.Tensor, labels };
    const [losses, backprop] = tf.engine().runKernel(KERNEL, inputs) as tf.Tensor[] as [tf.Tensor, tf.Tensor];
    (save as tf.GradSaveFunc)([z as tf.Tensor, backprop]);
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]): tf.Tensor =>
      meanGradient(dy, ...(saved as [tf.Tensor, tf.Tensor]));
    return { value: tf.mean(losses), gradFunc };
  });
  return loss(logits) as tf.Scalar;
}

/**
 * dy / n · (softmax(z) − one-hot(labels)), where the difference is known already. tfjs cannot run `tf.grad` within a gradient, so the
 * gradient of this is spelt out: with p = softmax(z) and s upstream, by z it is dy / n · p (s − Σ p s), by dy it is Σ s (p − one-hot) / n.
 */
function meanGradient(dy: tf.Tensor, logits: tf.Tensor, backprop: tf.Tensor): tf.Tensor {
  const [batch = 1] = logits.shape;
  const gradient = tf.customGrad((z, upstream, save) => {
    (save as tf.GradSaveFunc)([z as tf.Tensor, upstream as tf.Tensor, backprop]);
    const gradFunc = (second: tf.Tensor, saved: tf.Tensor[]): tf.Tensor[] => {
      const [x, scale, difference] = saved as [tf.Tensor, tf.Tensor, tf.Tensor];
      const p = tf.softmax(x);
      const centred = tf.sub(second, tf.sum(tf.mul(p, second), 1, true));
      return [tf.mul(tf.mul(p, centred), tf.div(scale, batch)), tf.div(tf.sum(tf.mul(second, difference)), batch)];
    };
    return { value: tf.mul(backprop, tf.div(upstream as tf.Tensor, batch)), gradFunc };
  });
  return gradient(logits, dy);
}
