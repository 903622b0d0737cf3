import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { useBackend } from '@gradlab/backend';
import { zoo } from '@gradlab/models';
import { saveWeights } from '@gradlab-examples/harness';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { describeNetwork } from './describe.ts';

let root: string;
let printed: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'gradlab-describe-'));
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(root, { recursive: true, force: true });
});

const run = (network: string, input?: readonly number[]): Promise<void> =>
  describeNetwork({ kind: 'describe', network, ...(input && { input }) }, root);

async function json(value: unknown): Promise<string> {
  await writeFile(join(root, 'network.json'), typeof value === 'string' ? value : JSON.stringify(value));
  return 'network.json';
}

describe('describe', () => {
  it('prints a network of the zoo, of its own input or of another, without allocating it', async () => {
    await run('vgg16');
    expect(printed).toContain('input 224×224×3');
    // Of torchvision's VGG-16: its parameters, and the receptive field after its last pool.
    expect(printed).toMatch(/total .* 138,357,544 /);
    expect(printed).toMatch(/maxPool5 .* 212×212 /);
    expect(printed).toContain('weights 553 MB');
    await run('cifarCnn1M', [64, 64, 3]);
    expect(printed).toMatch(/maxPool3 +\[batch,8,8,64\]/);
    await run('colouredDigitsShared');
    expect(printed).toContain('digit.dense1');
    await run('toyTanh10');
    // 52 weights of four bytes.
    expect(printed).toContain('weights 208 bytes;');
  });

  it('prints what a JSON file and a file of weights mean', async () => {
    await run(await json({ builder: 'mlp', options: { inputShape: [784], hidden: [32], outputs: 10 } }));
    expect(printed).toMatch(/total .* 25,450 /);
    await run(await json({ builder: 'zoo', name: 'mnistCnn2k', options: { outputs: 3 } }));
    expect(printed).toMatch(/dense1 +\[batch,3\]/);
    await useBackend('cpu');
    const model = zoo.mnistCnn2k.build();
    await saveWeights(model, join(root, 'w.safetensors'), {
      experiment: 'mnist-cnn B-K-tiny',
      network: { builder: 'zoo', name: 'mnistCnn2k' },
      input: 'digit',
      classes: [],
    });
    model.dispose();
    await run('w.safetensors');
    expect(printed).toContain('w.safetensors, weights of mnist-cnn B-K-tiny');
    expect(printed).toMatch(/total .* 2,066 /);
  });

  it('names what it does not know, and what there is', async () => {
    await expect(run('vgg17')).rejects.toThrow(/no file .*vgg17, and 'vgg17' is not one of mnistMlp500x400, .*vgg16/);
    await expect(run('.')).rejects.toThrow(`${root} cannot be read`);
    await writeFile(join(root, 'w.safetensors'), 'no weights');
    await expect(run('w.safetensors')).rejects.toThrow('w.safetensors must be a safetensors file of weights');
  });

  it.each([
    ['{ "builder": ', 'JSON'],
    [[1], 'a network must be an object, got [1]'],
    [{ builder: 'rnn' }, 'builder must be one of mlp, cnn, zoo, got "rnn"'],
    [{ builder: 'zoo', name: 'vgg17' }, 'name must be one of mnistMlp500x400'],
    [{ builder: 'mlp', name: 'a', options: {} }, 'name must be left out for mlp, got "a"'],
    [{ builder: 'mlp', layers: 3 }, 'a network must hold no more than builder, options, got layers'],
    [{ builder: 'mlp', options: { units: 3 } }, 'dropout, hidden, got units'],
    [
      { builder: 'mlp', options: { inputShape: [4], hidden: [0], outputs: 1 } },
      'hidden[0] must be an integer >= 1, got 0',
    ],
    [
      { builder: 'mlp', options: { inputShape: [4], hidden: [], outputs: 1, batchNorm: 1 } },
      'batchNorm must be true or false',
    ],
    [
      { builder: 'cnn', options: { inputShape: [4, 4, 1], features: ['pool', 'pool', 'pool'], outputs: 1 } },
      'maxPool3',
    ],
    [{ builder: 'mlp' }, 'inputShape'],
  ])('says what is wrong with %j', async (value, message) => {
    const error: unknown = await run(await json(value)).catch((thrown: unknown) => thrown);
    expect(String(error)).toContain('network.json does not describe a network');
    expect(String((error as Error).cause)).toContain(message);
  });
});
