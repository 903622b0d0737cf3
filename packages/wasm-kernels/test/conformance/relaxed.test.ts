import { describeConformance } from './conformance.ts';

describeConformance('relaxed');
