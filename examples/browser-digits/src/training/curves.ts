import type { LineChartOptions, Series } from '@gradlab/plots';
import { element } from '../page/element.ts';
import { newestOnly } from '../page/newest-only.ts';
import type { Notices } from '../page/notices.ts';
import type { TrainingEvent } from '../worker/contract.ts';

type Points = [x: number, y: number][];

/** What the two charts show: of the digits trained on, and of those held out. */
interface Curve {
  readonly training: Points;
  readonly validation: Points;
}

/** The curves of one training, drawn as they grow. */
export interface Curves {
  /** Forgets what there is, for a training of so many epochs. */
  begin(epochs: number): void;
  add(event: Exclude<TrainingEvent, { type: 'begin' }>): void;
  /** Draws at once, not when it is next due. */
  draw(): void;
}

// A chart takes some hundredths of a second to draw: once in a second leaves the page free for the pen.
const INTERVAL_MS = 1000;
const [NARROWEST, WIDEST] = [320, 560];

/** Charts of loss and accuracy, redrawn at most once in a second, after each epoch, and when the page's width changes. */
export function createCurves(notices: Notices): Curves {
  const [lossFigure, accuracyFigure] = [
    element('loss-chart', HTMLDivElement),
    element('accuracy-chart', HTMLDivElement),
  ];
  let [epochs, loss, accuracy] = [1, empty(), empty()];
  let timer: number | undefined;

  const drawBoth = async (): Promise<void> => {
    // Another training may begin while the first chart is drawn.
    const [lossNow, accuracyNow] = [loss, accuracy];
    if (lossNow.training.length === 0) return;
    const width = Math.round(Math.min(WIDEST, Math.max(NARROWEST, lossFigure.clientWidth)));
    const x = { label: 'epoch', domain: [0, epochs] as const };
    const size = { width, height: 170 };
    await show(lossFigure, { title: 'Loss', x, y: { label: 'cross-entropy' }, series: seriesOf(lossNow), ...size });
    const y = { label: 'share of digits', domain: [0, 1] as const };
    await show(accuracyFigure, { title: 'Accuracy', x, y, series: seriesOf(accuracyNow), ...size });
  };
  const newest = newestOnly(drawBoth, (error) => notices.complain('The curves could not be drawn', error));
  const draw = (): void => {
    window.clearTimeout(timer);
    timer = undefined;
    newest();
  };
  const drawSoon = (): void => {
    timer ??= window.setTimeout(draw, INTERVAL_MS);
  };
  window.addEventListener('resize', drawSoon);
  return {
    begin(count) {
      [epochs, loss, accuracy] = [count, empty(), empty()];
    },
    add(event) {
      const at = event.type === 'progress' ? event.position : event.epoch;
      const part = event.type === 'progress' ? 'training' : 'validation';
      loss[part].push([at, event.loss]);
      accuracy[part].push([at, event.accuracy]);
      if (event.type === 'epoch') draw();
      else drawSoon();
    },
    draw,
  };
}

function empty(): Curve {
  return { training: [], validation: [] };
}

function seriesOf({ training, validation }: Curve): Series[] {
  return [
    { name: 'training', points: training },
    { name: 'validation', points: validation },
  ].filter(({ points }) => points.length > 0);
}

/** As an image of its own, whose names cannot meet those of the page or of the other chart. */
async function show(figure: HTMLElement, options: LineChartOptions): Promise<void> {
  // Vega, which draws, is the larger half of the page's code: it comes with the first chart.
  const { lineChart } = await import('@gradlab/plots');
  const svg = await lineChart(options);
  const image = new Image();
  const { documentElement: root } = new DOMParser().parseFromString(svg, 'image/svg+xml');
  image.alt = `${options.title}. ${root.querySelector('desc')?.textContent ?? ''}`;
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  figure.replaceChildren(image);
}
