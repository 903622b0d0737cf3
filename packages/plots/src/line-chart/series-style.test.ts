import { describe, expect, it } from 'vitest';
import type { Line } from './read-chart.ts';
import { seriesStyles } from './series-style.ts';

const line = (color: number, dashed?: boolean): Line => ({
  name: String(color),
  points: [],
  joined: true,
  color,
  dashed,
});

const linear = (hex: string): number[] =>
  [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });

const times = (matrix: readonly (readonly number[])[], vector: readonly number[]): number[] =>
  matrix.map((row) => row.reduce((sum, weight, i) => sum + weight * (vector[i] ?? 0), 0));

// IEC 61966-2-1, D65: rows give X, Y and Z, divided by the white's.
const TO_XYZ = [
  [0.4339, 0.3762, 0.1899],
  [0.2126, 0.7152, 0.0722],
  [0.0177, 0.1095, 0.8728],
];

// Machado, Oliveira and Fernandes (2009), table of matrices for linear RGB, severity 1.
const VISIONS = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
} as const;

function cielab(rgb: readonly number[]): number[] {
  const visible = rgb.map((v) => Math.min(1, Math.max(0, v)));
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const [x = 0, y = 0, z = 0] = times(TO_XYZ, visible).map(f);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

describe('seriesStyles', () => {
  const styles = seriesStyles(Array.from({ length: 28 }, (_, i) => line(i)));

  it('differ in colour and marker together, and the first seven in colour', () => {
    expect(new Set(styles.map(({ color, shape }) => color + shape)).size).toBe(28);
    expect(new Set(styles.map(({ color, dash }) => color + dash)).size).toBe(28);
    expect(new Set(styles.slice(0, 7).map(({ color }) => color)).size).toBe(7);
  });

  it('have a contrast of 3:1 on white at least', () => {
    for (const { color } of styles) {
      const luminance = times(TO_XYZ, linear(color))[1] ?? 1;
      expect(1.05 / (luminance + 0.05)).toBeGreaterThanOrEqual(3);
    }
  });

  it.each(Object.entries(VISIONS))('stay more than 30 apart in CIELAB to %s vision', (_, matrix) => {
    const seen = styles.slice(0, 7).map(({ color }) => cielab(times(matrix, linear(color))));
    for (const [i, a] of seen.entries()) {
      for (const b of seen.slice(i + 1)) expect(Math.hypot(...a.map((v, k) => v - (b[k] ?? 0)))).toBeGreaterThan(30);
    }
  });

  it('follow the caller in colours and dashes', () => {
    const [train, validation, other] = seriesStyles([line(0, false), line(0, true), line(1)]);
    expect(validation?.color).toBe(train?.color);
    expect([train?.dash, validation?.dash, other?.dash]).toEqual([[], [7, 4], []]);
  });
});
