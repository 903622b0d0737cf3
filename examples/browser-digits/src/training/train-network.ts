import { batches } from '@gradlab/datasets';
import { Accuracy, LogLoss } from '@gradlab/metrics';
import type { Model } from '@gradlab/models';
import { foldIn } from '@gradlab/random';
import { adam, type Callback, cosine, fit, softmaxCrossEntropy } from '@gradlab/train';
import type { Listener, TrainingSettings } from '../worker/contract.ts';
import type { TrainingDigits } from './digits.ts';
import type { Gate } from './gate.ts';
import { progressWindows } from './progress-windows.ts';

const BATCH_SIZE = 32;
const EVALUATION_BATCH = 250;

interface Surroundings {
  readonly signal: AbortSignal;
  readonly gate: Gate;
  readonly onEvent: Listener;
}

/** Trains by Adam, the rate falling to zero along a cosine. A pause changes nothing in what comes out. */
export async function trainNetwork(
  model: Model,
  { train, validation }: TrainingDigits,
  { epochs, learningRate, seed }: TrainingSettings,
  { signal, gate, onEvent }: Surroundings,
): Promise<void> {
  const stepsPerEpoch = Math.ceil(train.size / BATCH_SIZE);
  const optimizer = adam({ learningRate });
  const held: Callback = {
    onEpochEnd: ({ epoch, evaluations: { validation: scores } }) =>
      onEvent({ type: 'epoch', epoch, loss: Number(scores?.loss), accuracy: Number(scores?.accuracy) }),
  };
  try {
    await fit(model, {
      data: (epoch) => batches(train, { batchSize: BATCH_SIZE, seed: foldIn(seed, 'shuffle'), epoch }),
      epochs,
      loss: softmaxCrossEntropy,
      optimizer,
      schedule: cosine({ rate: learningRate, length: epochs * stepsPerEpoch }),
      scheduleBy: 'update',
      seed: foldIn(seed, 'dropout'),
      metrics: { accuracy: new Accuracy() },
      evaluations: {
        validation: {
          data: () => batches(validation, { batchSize: EVALUATION_BATCH }),
          metrics: { loss: new LogLoss({ fromLogits: true }), accuracy: new Accuracy() },
        },
      },
      callbacks: [progressWindows(stepsPerEpoch, gate.clock, onEvent), held, { onStepEnd: () => gate.pass() }],
      signal,
    });
  } finally {
    optimizer.dispose();
  }
}
