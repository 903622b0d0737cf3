// The roofline as one more process that the benchmark asks in turn, so that it drifts with the machine as the others do.
import { prepareRoofline } from './roofline.mjs';
import { serve } from './serve.mjs';

const [simd] = process.argv.slice(2);
await serve(await prepareRoofline(simd));
