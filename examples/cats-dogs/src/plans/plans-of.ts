import type { Profile } from '@gradlab-examples/harness';
import { humourPlans } from './humour-plans.ts';
import { PARTS, type Part, type Plan } from './plan.ts';
import { sizePlans } from './size-plans.ts';
import { vggPlans } from './vgg-plans.ts';

/** Run only where they are named: a twin that nothing was published of; and, where minutes count, the variations of C-K. */
const BY_NAME: Readonly<Record<Profile, readonly Part[]>> = {
  full: ['C-K-quarter'],
  quick: ['C-K-quarter', 'C-K-others'],
};

/** How often C-K goes through the photos for each time that a point of the curve over their number does. */
const SIZES_SHARE = 2;

/**
 * The trainings of some parts, in the order of the report.
 *
 * @param profile `quick` has twins for networks that take hours
 * @param options `only`: the parts, all but those that are run by name unless given; `epochs`: of every training but those of `C-sizes`, which
 *   get half of it
 */
export function plansOf(
  profile: Profile,
  { only, epochs }: { readonly only?: readonly string[]; readonly epochs?: number } = {},
): readonly Plan[] {
  const wanted = new Set<string>(only ?? PARTS.filter((part) => !BY_NAME[profile].includes(part)));
  const plans = [...humourPlans(profile), ...vggPlans(profile), ...sizePlans(profile)];
  return plans
    .filter(({ part }) => wanted.has(part))
    .map((plan) => (epochs === undefined ? plan : { ...plan, epochs: epochsOf(plan, epochs) }));
}

function epochsOf({ part }: Plan, epochs: number): number {
  return part === 'C-sizes' ? Math.ceil(epochs / SIZES_SHARE) : epochs;
}
