export { CheckpointError, type CheckpointErrorCode } from './checkpoint/checkpoint-error.ts';
export { type CheckpointFolderOptions, checkpointFolder } from './checkpoint/checkpoint-folder.ts';
