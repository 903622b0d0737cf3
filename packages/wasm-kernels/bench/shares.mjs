// What a profile of kernels says in short.

/** The kernels that a training step cannot do without. */
const PRODUCTS = /MatMul|Conv2D|DepthwiseConv2d/;

export const totalTime = (kernels) => kernels.reduce((total, { milliseconds }) => total + milliseconds, 0);

export const byTime = (kernels) => [...kernels].sort((a, b) => b.milliseconds - a.milliseconds);

/** Milliseconds of a step in matMul and convolution, in other kernels (largest first), and outside of kernels: tfjs-core and its tape. */
export function shares({ clocked, kernels }) {
  const products = kernels.filter(({ name }) => PRODUCTS.test(name));
  const others = byTime(kernels.filter(({ name }) => !PRODUCTS.test(name)));
  return { products: totalTime(products), others, outside: clocked - totalTime(kernels) };
}
