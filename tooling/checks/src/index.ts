export { describeShape, describeValue } from './describe.ts';
export { requireInteger, requireNumber } from './numbers.ts';
export { requireOneOf } from './one-of.ts';
export { requireEqualShapes, requireShape } from './shapes.ts';
