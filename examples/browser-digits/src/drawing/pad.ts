/** A point of a pad, in its pixels. */
export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Something to draw on with one pen, however the pen is moved. */
export interface Pad {
  readonly canvas: HTMLCanvasElement;
  /** Draws from one point to another; a dot where both are the same. */
  line(from: Point, to: Point): void;
  clear(): void;
  /** Grey values from 0 to 255, height × width. */
  pixels(): Uint8Array;
  /** Tells that a stroke has ended. */
  endStroke(): void;
}

// As wide, beside a digit that fills the pad, as MNIST's pens were.
const PEN_SHARE = 1 / 12;

/**
 * Makes a canvas a pad.
 *
 * @param onChange called at each change of what is drawn; `settled` where a stroke has ended or all was cleared
 */
export function createPad(canvas: HTMLCanvasElement, onChange: (settled: boolean) => void): Pad {
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (context === null) throw new Error('this browser draws on no canvas');
  context.lineWidth = canvas.width * PEN_SHARE;
  context.lineCap = 'round';
  context.lineJoin = 'round';
  context.strokeStyle = '#fff';
  const wipe = (): void => {
    context.fillStyle = '#000';
    context.fillRect(0, 0, canvas.width, canvas.height);
  };
  wipe();
  return {
    canvas,
    line(from, to) {
      context.beginPath();
      context.moveTo(from.x, from.y);
      context.lineTo(to.x, to.y);
      // A canvas leaves out lines without length: a dot is drawn as one that hardly has any.
      if (from.x === to.x && from.y === to.y) context.lineTo(to.x + 0.01, to.y);
      context.stroke();
      onChange(false);
    },
    clear() {
      wipe();
      onChange(true);
    },
    pixels() {
      const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
      // The pen is white: red, green and blue are alike.
      return Uint8Array.from({ length: data.length / 4 }, (_, i) => data[4 * i] ?? 0);
    },
    endStroke: () => onChange(true),
  };
}
