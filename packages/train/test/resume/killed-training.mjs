// A training in a process of its own, to be killed at any moment and started again: `node killed-training.mjs folder backend`.
import { useBackend } from '@gradlab/backend';
import { checkpointFolder } from '@gradlab/train/checkpoint';
import { fullTraining } from './full-training.mjs';

const [folder, backend] = process.argv.slice(2);
await useBackend(backend);
const begun = { onTrainBegin: ({ updates }) => process.stdout.write(`begin ${updates}\n`) };
const checkpoint = { store: checkpointFolder(folder, { keep: 2 }), every: 1 };
const result = await fullTraining({ checkpoint, callbacks: [begun] });
process.stdout.write(`end ${result}\n`);
