import { describeConformance } from './conformance.ts';

describeConformance('simd128');
