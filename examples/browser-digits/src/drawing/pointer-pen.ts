import type { Pad, Point } from './pad.ts';

/** Draws with a mouse, a finger or a stylus. */
export function attachPointerPen(pad: Pad): void {
  const { canvas } = pad;
  let pen: { readonly id: number; readonly at: Point } | undefined;

  canvas.addEventListener('pointerdown', (event) => {
    if (!event.isPrimary || event.button !== 0) return;
    // The stroke goes on where the pointer leaves the pad, and ends wherever it is lifted.
    canvas.setPointerCapture(event.pointerId);
    pen = { id: event.pointerId, at: pointOf(canvas, event) };
    pad.line(pen.at, pen.at);
  });
  canvas.addEventListener('pointermove', (event) => {
    if (pen?.id !== event.pointerId) return;
    // Between two events of the page the pointer may have been in several places.
    const moves = event.getCoalescedEvents();
    for (const move of moves.length === 0 ? [event] : moves) {
      const at = pointOf(canvas, move);
      pad.line(pen.at, at);
      pen = { id: pen.id, at };
    }
  });
  const lift = (event: PointerEvent): void => {
    if (pen?.id !== event.pointerId) return;
    pen = undefined;
    pad.endStroke();
  };
  canvas.addEventListener('pointerup', lift);
  canvas.addEventListener('pointercancel', lift);
}

function pointOf(canvas: HTMLCanvasElement, { clientX, clientY }: MouseEvent): Point {
  const { left, top, width, height } = canvas.getBoundingClientRect();
  return { x: ((clientX - left) / width) * canvas.width, y: ((clientY - top) / height) * canvas.height };
}
