import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Model, mlp } from '@gradlab/models';
import { findChromium } from '@gradlab-internal/browser';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { drawWithMouse, logitsOf, padOf, SEVEN, untilAnnounced, untilError, untilStatus } from './drawn-page.ts';
import { logitsInNode, trainedInNode } from './node-network.ts';
import { type OpenDigits, openDigits } from './open-digits.ts';

const chromium = findChromium();

describe.skipIf(chromium === undefined)('weights in Chromium', () => {
  let folder: string;
  let model: Model;
  let open: OpenDigits;
  let page: Page;
  let files: { readonly small: string; readonly bytes: Buffer; readonly perceptron: string };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'browser-digits-'));
    model = await trainedInNode();
    const [small, perceptron] = [join(folder, 'weights-b-k-tiny.safetensors'), join(folder, 'weights-mlp.safetensors')];
    await model.save(small);
    const other = mlp({ inputShape: [28, 28, 1], hidden: [4], outputs: 10, seed: 1 });
    await other.save(perceptron);
    other.dispose();
    files = { small, perceptron, bytes: await readFile(small) };
    open = await openDigits(chromium ?? '');
    page = await open.newPage();
  });
  afterAll(async () => {
    await open?.close();
    model?.dispose();
    await rm(folder, { recursive: true, force: true });
  });

  async function expectNodesLogits(): Promise<number[]> {
    const logits = await logitsOf(page);
    const expected = logitsInNode(model, await padOf(page));
    expect(logits).toHaveLength(10);
    // Sums of a few hundred products in float32; relaxed SIMD, where the browser has it and Node has not, rounds once less for each.
    for (const [i, value] of expected.entries()) {
      expect(Math.abs((logits[i] ?? Number.NaN) - value)).toBeLessThan(1e-5);
    }
    return logits;
  }

  it('are asked for before the page guesses', async () => {
    await drawWithMouse(page, SEVEN);
    await untilAnnounced(page, /^Train a network, or load weights/);
    expect(await logitsOf(page)).toEqual(new Array(10).fill(Number.NaN));
  });

  it('trained in Node and chosen here give the logits that Node gives', async () => {
    await page.setInputFiles('#weights', files.small);
    await untilStatus(page, /^Loaded weights-b-k-tiny\.safetensors: a network of 2,066 parameters\./);
    await untilAnnounced(page, /^This looks like a \d/);
    const logits = await expectNodesLogits();
    // Not zeros on both sides.
    expect(Math.max(...logits) - Math.min(...logits)).toBeGreaterThan(0.1);
  });

  /** The last value of a file is the last that its last tensor has. */
  const broken = (bytes: Buffer): Buffer => Buffer.concat([bytes.subarray(0, -4), Buffer.from([0, 0, 0xc0, 0x7f])]);
  const made = (name: string, buffer: Buffer) => ({ name, mimeType: 'application/octet-stream', buffer });

  it.each([
    ['of another kind', () => made('notes.txt', Buffer.from('no weights')), /^notes\.txt was not loaded/],
    ['cut short', () => made('cut.safetensors', files.bytes.subarray(0, -4)), /^cut\.safetensors was not loaded/],
    ['with a value that is no number', () => made('nan.safetensors', broken(files.bytes)), /not finite/],
    ['of no network here', () => files.perceptron, /it holds 3,190 values, and the networks here have 2,066, 159,882,/],
    ['without a byte', () => made('empty.safetensors', Buffer.alloc(0)), /^empty\.safetensors was not loaded/],
  ])('of a file %s are refused, and nothing changes', async (_, file, message) => {
    await page.setInputFiles('#weights', file());
    expect(await untilError(page, message)).toMatch(/and the network is the one it was: ./);
    await drawWithMouse(page, SEVEN);
    await untilAnnounced(page, /^This looks like a \d/);
    await expectNodesLogits();
  });

  it('may be dropped on the page', async () => {
    await page.reload();
    await untilStatus(page, /^Ready/);
    const dropped = await page.evaluateHandle(
      (bytes) => {
        const transfer = new DataTransfer();
        transfer.items.add(new File([new Uint8Array(bytes)], 'dropped.safetensors'));
        return transfer;
      },
      [...files.bytes],
    );
    await page.dispatchEvent('h1', 'drop', { dataTransfer: dropped });
    await untilStatus(page, /^Loaded dropped\.safetensors/);
    await drawWithMouse(page, SEVEN);
    await untilAnnounced(page, /^This looks like a \d/);
    await expectNodesLogits();
  });

  it('are not taken from what is dropped on a field for other files', async () => {
    const left = await page.$eval('#mnist-files', (field) => {
      return field.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true }));
    });
    expect(left, 'the browser may do with it what it does').toBe(true);
  });

  it('without a complaint', () => {
    expect(open.complaints).toEqual([]);
  });
});
