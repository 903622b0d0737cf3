const NAMES: Readonly<Record<string, string>> = {
  hidden1: 'first layer',
  hidden2: 'second layer',
  batchSize: 'batch size',
  learningRate: 'learning rate',
  lambda: 'λ',
};

/** A hyperparameter's name in figures and sentences. */
export const parameterName = (name: string): string => NAMES[name] ?? name;
