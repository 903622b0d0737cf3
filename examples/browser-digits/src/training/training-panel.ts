import { proxy, type Remote } from 'comlink';
import { element } from '../page/element.ts';
import { asCount, asPercent, asThousandths } from '../page/format.ts';
import type { Notices } from '../page/notices.ts';
import type { DigitsWorker, TrainingEvent, TrainingSettings } from '../worker/contract.ts';
import { createCurves } from './curves.ts';
import { createReadout } from './readout.ts';
import { createSettingsForm } from './settings-form.ts';

type State = 'idle' | 'running' | 'stopped';

/**
 * Starts, stops and continues trainings, and shows how they go.
 *
 * @param onChange called when the network has changed; `settled` where it will not change again at once
 */
export function createTrainingPanel(
  worker: Remote<DigitsWorker>,
  notices: Notices,
  onChange: (settled: boolean) => void,
): void {
  const [train, pause] = [element('train', HTMLButtonElement), element('pause', HTMLButtonElement)];
  const form = createSettingsForm();
  const curves = createCurves(notices);
  let epochs = 0;
  // A training that another one replaced has nothing more to say.
  let run = 0;
  let lastEpoch = '';
  const write = createReadout(() => epochs);

  const enter = (state: State): void => {
    train.textContent = state === 'idle' ? 'Train' : 'Start over';
    pause.textContent = state === 'stopped' ? 'Continue' : 'Stop';
    // Not `disabled`: that would drop the focus of whoever has just pressed it.
    pause.setAttribute('aria-disabled', String(state === 'idle'));
    pause.dataset.state = state;
  };
  const hear = (event: TrainingEvent): void => {
    write(event);
    // Whoever stopped it meanwhile was told so.
    const stopped = pause.dataset.state === 'stopped';
    if (event.type === 'begin' && !stopped) notices.report(describeBegin(event));
    if (event.type !== 'begin') curves.add(event);
    if (event.type === 'epoch') lastEpoch = describeEpoch(event, epochs);
    if (event.type === 'epoch' && !stopped) notices.report(lastEpoch);
    onChange(false);
  };
  const start = async (settings: TrainingSettings, files: readonly File[]): Promise<void> => {
    const mine = ++run;
    epochs = settings.epochs;
    curves.begin(epochs);
    enter('running');
    notices.say(files.length === 0 ? 'Drawing digits to train on…' : 'Reading the files…');
    try {
      const outcome = await worker.train(
        settings,
        files,
        proxy((event) => {
          if (mine === run) hear(event);
        }),
      );
      if (mine !== run) return;
      if (outcome === 'finished') notices.report(`Trained. ${lastEpoch}`);
    } catch (error) {
      if (mine !== run) return;
      notices.report('No training is under way.');
      notices.complain('The training failed', error);
    }
    enter('idle');
    curves.draw();
    onChange(true);
  };
  const stopOrContinue = async (): Promise<void> => {
    const mine = run;
    if (pause.dataset.state === 'running') {
      await worker.pause();
      // Before the worker came to it, the training may have ended, or another one begun.
      if (mine !== run || pause.dataset.state !== 'running') return;
      enter('stopped');
      notices.say('Stopped. The network as it is now can be tried.');
    } else if (pause.dataset.state === 'stopped') {
      await worker.resume();
      if (mine !== run || pause.dataset.state !== 'stopped') return;
      enter('running');
      notices.say('The training goes on.');
    }
  };

  element('settings', HTMLFormElement).addEventListener('submit', (event) => {
    event.preventDefault();
    const chosen = form.read();
    if (chosen !== undefined) void start(chosen.settings, chosen.files);
  });
  pause.addEventListener('click', () => {
    stopOrContinue().catch((error: unknown) =>
      notices.complain('The training could not be stopped or continued', error),
    );
  });
  enter('idle');
}

function describeBegin({ data, parameters, training, validation }: Extract<TrainingEvent, { type: 'begin' }>): string {
  return `Training ${asCount(parameters)} parameters on ${asCount(training)} ${data}; ${asCount(validation)} are held out.`;
}

function describeEpoch({ epoch, loss, accuracy }: Extract<TrainingEvent, { type: 'epoch' }>, epochs: number): string {
  return `Epoch ${epoch} of ${epochs}: ${asPercent(accuracy)} of the digits held out are right, loss ${asThousandths(loss)}.`;
}
