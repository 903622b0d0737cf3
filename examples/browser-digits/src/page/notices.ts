import { element } from './element.ts';

/** What the page says of itself, to eyes and to screen readers. */
export interface Notices {
  /** What came of somebody's doing; it takes the place of what was said before, and clears an error. */
  say(text: string): void;
  /** How something goes on by itself: an error stays, which might not have been read yet. */
  report(text: string): void;
  /** That something failed, and why. */
  complain(what: string, error: unknown): void;
}

/** The lines of the page that are announced. */
export function createNotices(): Notices {
  const status = element('status', HTMLParagraphElement);
  const error = element('error', HTMLParagraphElement);
  return {
    report(text) {
      status.textContent = text;
    },
    say(text) {
      status.textContent = text;
      error.hidden = true;
      error.textContent = '';
    },
    complain(what, cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      error.textContent = `${what}: ${reason}`;
      error.hidden = false;
    },
  };
}
