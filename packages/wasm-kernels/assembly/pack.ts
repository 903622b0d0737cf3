import { at } from "./float";

// The micro-kernel reads both operands front to back: panel after panel, each `width` lanes (rows of A, columns of B) wide and
// `depth` deep, depth outermost. Lanes past the edge are zero: the tile computes them and nobody stores them.

/**
 * Packs lanes [0, lanes) × depth [0, depth) of `src` into panels of `width` lanes (4 or 8).
 * One of the two strides is 1 for every transposed or plain matrix; both orders move four floats at a time.
 */
export function packPanels(
  src: usize,
  laneStride: usize,
  depthStride: usize,
  lanes: usize,
  depth: usize,
  width: usize,
  dst: usize,
): void {
  let first: usize = 0;
  if (laneStride == 1) {
    const abreast = PANELS * width;
    for (; first + abreast <= lanes; first += abreast) {
      packAbreast(at(src, first), depthStride, depth, width, at(dst, first * depth));
    }
  }
  for (; first < lanes; first += width) {
    for (let group: usize = 0; group < width; group += 4) {
      const lane = first + group;
      const from = at(src, lane * laneStride);
      const to = at(dst, first * depth + group);
      if (lane + 4 > lanes) packEdge(from, laneStride, depthStride, lane < lanes ? lanes - lane : 0, depth, width, to);
      else if (laneStride == 1) packContiguous(from, depthStride, depth, width, to);
      else packTransposed(from, laneStride, depthStride, depth, width, to);
    }
  }
}

// Rows of a matrix are far apart: one panel at a time would meet a new page of memory for every 16 or 32 bytes.
const PANELS: usize = 4;

/** Four panels at a time, where lanes lie side by side. */
function packAbreast(src: usize, depthStride: usize, depth: usize, width: usize, dst: usize): void {
  const panel = (depth * width) << 2;
  const step = width << 2;
  for (let d: usize = 0; d < depth; d++) {
    let to = dst;
    for (let from = src; from < src + PANELS * step; from += step) {
      v128.store(to, v128.load(from));
      if (width == 8) v128.store(to, v128.load(from, 16), 16);
      to += panel;
    }
    src = at(src, depthStride);
    dst += step;
  }
}

function packContiguous(src: usize, depthStride: usize, depth: usize, width: usize, dst: usize): void {
  for (let d: usize = 0; d < depth; d++) {
    v128.store(dst, v128.load(src));
    src = at(src, depthStride);
    dst = at(dst, width);
  }
}

function packTransposed(
  src: usize,
  laneStride: usize,
  depthStride: usize,
  depth: usize,
  width: usize,
  dst: usize,
): void {
  let p0 = src;
  let p1 = at(src, laneStride);
  let p2 = at(src, 2 * laneStride);
  let p3 = at(src, 3 * laneStride);
  let d: usize = 0;
  if (depthStride == 1) {
    for (; d + 4 <= depth; d += 4) {
      const r0 = v128.load(p0);
      const r1 = v128.load(p1);
      const r2 = v128.load(p2);
      const r3 = v128.load(p3);
      const low01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
      const high01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
      const low23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
      const high23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
      v128.store(dst, v128.shuffle<f64>(low01, low23, 0, 2));
      v128.store(at(dst, width), v128.shuffle<f64>(low01, low23, 1, 3));
      v128.store(at(dst, 2 * width), v128.shuffle<f64>(high01, high23, 0, 2));
      v128.store(at(dst, 3 * width), v128.shuffle<f64>(high01, high23, 1, 3));
      p0 += 16;
      p1 += 16;
      p2 += 16;
      p3 += 16;
      dst = at(dst, 4 * width);
    }
  }
  const step = depthStride << 2;
  for (; d < depth; d++) {
    store<f32>(dst, load<f32>(p0));
    store<f32>(dst, load<f32>(p1), 4);
    store<f32>(dst, load<f32>(p2), 8);
    store<f32>(dst, load<f32>(p3), 12);
    p0 += step;
    p1 += step;
    p2 += step;
    p3 += step;
    dst = at(dst, width);
  }
}

function packEdge(
  src: usize,
  laneStride: usize,
  depthStride: usize,
  lanes: usize,
  depth: usize,
  width: usize,
  dst: usize,
): void {
  for (let d: usize = 0; d < depth; d++) {
    v128.store(dst, f32x4.splat(0));
    for (let lane: usize = 0; lane < lanes; lane++) {
      store<f32>(at(dst, lane), load<f32>(at(src, lane * laneStride + d * depthStride)));
    }
    dst = at(dst, width);
  }
}
