import * as tf from '@tensorflow/tfjs-core';

/** What TensorFlow.js wants to know of a model that was saved. */
export function saveResult(artifacts: tf.io.ModelArtifacts): tf.io.SaveResult {
  return { modelArtifactsInfo: tf.io.getModelArtifactsInfoForJSON(artifacts) };
}
