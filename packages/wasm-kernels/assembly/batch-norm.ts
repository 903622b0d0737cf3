import { at, madd } from "./float";

/** Channels [from, to) of factors = scale / √(variance + epsilon), and the offsets beside them; an address of zero stands for 1s or 0s. */
export function batchNormFactors(
  variance: usize,
  scale: usize,
  offset: usize,
  epsilon: f64,
  factors: usize,
  offsets: usize,
  from: usize,
  to: usize,
): void {
  for (let i = from; i < to; i++) {
    const deviation = Math.sqrt(<f64>load<f32>(at(variance, i)) + epsilon);
    store<f32>(at(factors, i), <f32>((scale == 0 ? 1 : <f64>load<f32>(at(scale, i))) / deviation));
    store<f32>(at(offsets, i), offset == 0 ? 0 : load<f32>(at(offset, i)));
  }
}

/** Rows [from, to) of out = (x − mean) · factor + offset, channel by channel. */
export function batchNorm(
  x: usize,
  mean: usize,
  factors: usize,
  offsets: usize,
  out: usize,
  channels: usize,
  from: usize,
  to: usize,
): void {
  for (let row = from; row < to; row++) {
    const source = at(x, row * channels);
    const target = at(out, row * channels);
    let i: usize = 0;
    for (; i + 4 <= channels; i += 4) {
      const centred = f32x4.sub(v128.load(at(source, i)), v128.load(at(mean, i)));
      v128.store(at(target, i), madd(centred, v128.load(at(factors, i)), v128.load(at(offsets, i))));
    }
    for (; i < channels; i++) {
      const centred = load<f32>(at(source, i)) - load<f32>(at(mean, i));
      store<f32>(at(target, i), centred * load<f32>(at(factors, i)) + load<f32>(at(offsets, i)));
    }
  }
}
