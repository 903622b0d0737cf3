/** An optimiser in float64: `step` gives the parameter after one more gradient. */
export interface Reference {
  step(gradient: number): number;
}

type Start = (w: number) => Reference;

/** w − η g */
export const sgd =
  (rate: number): Start =>
  (initial) => {
    let w = initial;
    return {
      step(g) {
        w -= rate * g;
        return w;
      },
    };
  };

/** Polyak's momentum, or Nesterov's. */
export const momentum =
  (rate: number, decay: number, nesterov: boolean): Start =>
  (initial) => {
    let w = initial;
    let sum = 0;
    return {
      step(g) {
        sum = decay * sum + g;
        w -= rate * (nesterov ? g + decay * sum : sum);
        return w;
      },
    };
  };

/** Kingma and Ba (2015), algorithm 1. */
export const adam =
  (rate: number, beta1: number, beta2: number, epsilon: number): Start =>
  (initial) => {
    let w = initial;
    let [m, v, t] = [0, 0, 0];
    return {
      step(g) {
        t++;
        m = beta1 * m + (1 - beta1) * g;
        v = beta2 * v + (1 - beta2) * g * g;
        w -= (rate * m) / (1 - beta1 ** t) / (Math.sqrt(v / (1 - beta2 ** t)) + epsilon);
        return w;
      },
    };
  };

/** RMSProp with momentum, ε under the root as tfjs has it. */
export const rmsProp =
  (rate: number, decay: number, momentumDecay: number, epsilon: number): Start =>
  (initial) => {
    let w = initial;
    let [square, moment] = [0, 0];
    return {
      step(g) {
        square = decay * square + (1 - decay) * g * g;
        moment = momentumDecay * moment + (rate * g) / Math.sqrt(square + epsilon);
        w -= moment;
        return w;
      },
    };
  };

/** Adagrad, ε under the root as tfjs has it. */
export const adagrad =
  (rate: number, initialSum: number, epsilon: number): Start =>
  (initial) => {
    let w = initial;
    let sum = initialSum;
    return {
      step(g) {
        sum += g * g;
        w -= (rate * g) / Math.sqrt(sum + epsilon);
        return w;
      },
    };
  };
