import { adagradRule } from './adagrad.ts';
import { adamRule } from './adam.ts';
import type { NamedGradients } from './named-gradients.ts';
import { rmsPropRule } from './rms-prop.ts';
import type { Rule } from './rule.ts';
import { momentumRule, sgdRule } from './sgd.ts';
import { stepInPlace } from './step.ts';

type ApplyGradients = (this: object, gradients: NamedGradients) => void;

/** What tfjs-core had, by the class's prototype, from before this package first replaced it. */
const replaced = new Map<object, { readonly stock: ApplyGradients; readonly own: ApplyGradients }>();

function replace<Optimizer extends object>(rule: Rule<Optimizer>): void {
  const { prototype } = rule.of;
  if (replaced.has(prototype)) return;
  const stock: ApplyGradients = prototype.applyGradients;
  const own: ApplyGradients = function (gradients) {
    if (!stepInPlace(rule, this as Optimizer, gradients)) return stock.call(this, gradients);
    (this as { incrementIterations(): void }).incrementIterations();
  };
  replaced.set(prototype, { stock, own });
  prototype.applyGradients = own;
}

/** Puts back what tfjs-core had, unless somebody else has since put something of theirs there. */
function restore(): void {
  for (const [prototype, { stock, own }] of replaced) {
    const current = prototype as { applyGradients: ApplyGradients };
    if (current.applyGradients === own) current.applyGradients = stock;
  }
  replaced.clear();
}

/**
 * Lets tfjs-core's optimisers update variables by one kernel each, on WASM and where all is float32; elsewhere they do as before.
 *
 * @returns a function that puts back what was there before this call
 */
export function replaceApplyGradients(): () => void {
  const first = replaced.size === 0;
  replace(sgdRule);
  replace(momentumRule);
  replace(adamRule);
  replace(rmsPropRule);
  replace(adagradRule);
  return first ? restore : () => {};
}
