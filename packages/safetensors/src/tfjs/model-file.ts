import type * as tf from '@tensorflow/tfjs-core';
import type { DecodedSafetensors } from '../decode.ts';
import { SafetensorsError } from '../error.ts';
import type { SafeTensor, SafetensorsMetadata } from '../tensor.ts';
import { bytesFromValues } from '../values.ts';
import { joinWeights, splitWeights } from './weight-data.ts';

/** Under this metadata key lies, as JSON, all of a model but its weights. */
const METADATA_KEY = 'tfjs_model';

/** What a model consists of beside topology and weights. */
const FIELDS = [
  'format',
  'generatedBy',
  'convertedBy',
  'trainingConfig',
  'signature',
  'userDefinedMetadata',
  'modelInitializer',
  'initializerSignature',
] as const;

/** A model as a file has it. */
export interface ModelFile {
  readonly tensors: Readonly<Record<string, SafeTensor>>;
  readonly metadata: SafetensorsMetadata;
}

/**
 * Lays a TensorFlow.js model out as tensors and metadata.
 *
 * @throws RangeError for what a file cannot hold: a binary topology, weights that are strings, quantised, a stream, or of one name
 */
export function toModelFile({ modelTopology, ...artifacts }: tf.io.ModelArtifacts): ModelFile {
  if (modelTopology instanceof ArrayBuffer) {
    throw new RangeError('save: modelTopology must be JSON, got an ArrayBuffer');
  }
  const weightSpecs = artifacts.weightSpecs ?? [];
  if (artifacts.weightData === undefined && artifacts.getWeightStream !== undefined) {
    throw new RangeError('save: weights must be given as weightData, got a stream');
  }
  const tensors = splitWeights(weightSpecs, joined(artifacts.weightData ?? []));
  const fields = Object.fromEntries(FIELDS.map((field) => [field, artifacts[field]]));
  // Tensors are stored by dtype and name; TensorFlow.js knows them by their place in a list.
  const weights = weightSpecs.map(({ name }) => name);
  return { tensors, metadata: { [METADATA_KEY]: JSON.stringify({ modelTopology, ...fields, weights }) } };
}

function joined(data: ArrayBuffer | readonly ArrayBuffer[]): Uint8Array<ArrayBuffer> {
  return concatenated((data instanceof ArrayBuffer ? [data] : data).map((part) => new Uint8Array(part)));
}

function concatenated(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

/**
 * The inverse of {@link toModelFile}.
 *
 * @throws SafetensorsError `invalid-metadata` if the file holds no model of TensorFlow.js
 */
export function fromModelFile({ tensors, metadata }: DecodedSafetensors): tf.io.ModelArtifacts {
  const { weights, ...artifacts } = parse(metadata[METADATA_KEY]);
  const { weightSpecs, parts } = joinWeights(weights, tensors);
  return { ...artifacts, weightSpecs, weightData: concatenated(parts.map(bytesFromValues)).buffer };
}

function parse(text: string | undefined): tf.io.ModelArtifacts & { weights: unknown } {
  if (text === undefined) {
    throw new SafetensorsError('invalid-metadata', `metadata must hold a model under "${METADATA_KEY}", got none`);
  }
  try {
    const { modelTopology, weights, ...rest } = JSON.parse(text);
    const fields = FIELDS.flatMap((field) => (rest[field] === undefined ? [] : [[field, rest[field]]]));
    return { ...(modelTopology !== undefined && { modelTopology }), weights, ...Object.fromEntries(fields) };
  } catch (cause) {
    throw new SafetensorsError('invalid-metadata', `metadata "${METADATA_KEY}" is not a JSON object`, { cause });
  }
}
