import { useBackend } from '@gradlab/backend';
import { expose } from 'comlink';
import type { DigitsWorker } from './contract.ts';
import { createSession } from './session.ts';

const worker: DigitsWorker = { start: () => useBackend('wasm'), ...createSession() };

expose(worker);
