import { binaryCases } from './binary-cases.ts';
import { broadcastCases } from './broadcast-cases.ts';
import type { Case } from './case.ts';
import { convolutionCases } from './convolution-cases.ts';
import { elementwiseCases } from './elementwise-cases.ts';
import { imageCases } from './image-cases.ts';
import { indexingCases } from './indexing-cases.ts';
import { lossCases } from './loss-cases.ts';
import { matMulCases } from './mat-mul-cases.ts';
import { poolingCases } from './pooling-cases.ts';
import { reductionCases } from './reduction-cases.ts';
import { shapingCases } from './shaping-cases.ts';

/** Every case, by family. */
export const families: Readonly<Record<string, readonly Case[]>> = {
  'matrix products': matMulCases,
  convolutions: convolutionCases,
  pooling: poolingCases,
  'functions of one value': elementwiseCases,
  'functions of two values': binaryCases,
  'one operand broadcast': broadcastCases,
  reductions: reductionCases,
  'losses and normalisations': lossCases,
  'moving values': shapingCases,
  indexing: indexingCases,
  images: imageCases,
};
