import type { Pad, Point } from './pad.ts';

const STEPS = 28;

const ARROWS: ReadonlyMap<string, Point> = new Map([
  ['ArrowLeft', { x: -1, y: 0 }],
  ['ArrowRight', { x: 1, y: 0 }],
  ['ArrowUp', { x: 0, y: -1 }],
  ['ArrowDown', { x: 0, y: 1 }],
]);

/**
 * Draws with the keys while the pad has the focus: arrows move the pen (two at once on the slant), the space bar puts it down and
 * lifts it, Delete clears.
 *
 * @param marker shows where the pen is
 * @param say told what the pen does, for those who do not see it
 */
export function attachKeyboardPen(pad: Pad, marker: HTMLElement, say: (text: string) => void): void {
  const { canvas } = pad;
  const held = new Set<string>();
  let at: Point = { x: canvas.width / 2, y: canvas.height / 2 };
  let down = false;

  const show = (): void => {
    marker.style.left = `${(100 * at.x) / canvas.width}%`;
    marker.style.top = `${(100 * at.y) / canvas.height}%`;
    marker.classList.toggle('down', down);
  };
  const put = (next: boolean): void => {
    down = next;
    say(down ? 'Pen down' : 'Pen up');
    if (down) pad.line(at, at);
    else pad.endStroke();
  };
  const move = (): void => {
    const from = at;
    at = moved(at, held, canvas);
    if (down) pad.line(from, at);
  };
  const act = (key: string, repeated: boolean): boolean => {
    if (ARROWS.has(key)) {
      held.add(key);
      move();
    } else if (key === ' ') {
      if (!repeated) put(!down);
    } else if (key === 'Delete' || key === 'Backspace') {
      down = false;
      pad.clear();
      say('Cleared');
    } else return false;
    return true;
  };

  canvas.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || !act(event.key, event.repeat)) return;
    event.preventDefault();
    show();
  });
  canvas.addEventListener('keyup', (event) => held.delete(event.key));
  canvas.addEventListener('blur', () => {
    held.clear();
    if (down) put(false);
    show();
  });
  show();
}

function moved(from: Point, held: ReadonlySet<string>, { width, height }: HTMLCanvasElement): Point {
  const arrows = [...held].flatMap((key) => ARROWS.get(key) ?? []);
  const along = (axis: 'x' | 'y', size: number): number => {
    const steps = arrows.reduce((sum, arrow) => sum + arrow[axis], 0);
    return Math.min(size, Math.max(0, from[axis] + (steps * size) / STEPS));
  };
  return { x: along('x', width), y: along('y', height) };
}
