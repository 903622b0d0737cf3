export { EventFile, type EventFileOptions, type Picture } from './tensorboard/event-file.ts';
export { type TensorBoardOptions, tensorBoard } from './tensorboard/tensor-board.ts';
