import { mcnemarTestOfCounts } from '@gradlab/metrics';
import { counted, percent } from '@gradlab-examples/harness';
import { isRight, type Training } from './run-training.ts';

// Every sentence here is worked out from the numbers of the run; none is known beforehand.

/** Beyond this a difference passes for chance. */
const CHANCE = 0.05;
/** Smaller ones say no more. */
const LEAST = 0.0001;

/** What one network tells rightly. */
export function headsFinding({ label, test, keptEpoch }: Training): string {
  return `With ${label} (weights of epoch ${keptEpoch}) the digit is right in ${percent(test.digit)} of the test examples, the colour in ${percent(test.colour)}, both in ${percent(test.joint)}.`;
}

/** Whether the two networks differ by more than chance, from the examples that only one of them has right. */
export function pairFinding(first: Training, second: Training): string {
  const wrong = [first, second].map(({ mistakes }) => new Set(mistakes.map(({ index }) => index))) as [
    Set<number>,
    Set<number>,
  ];
  const onlySecond = [...wrong[0]].filter((index) => !wrong[1].has(index)).length;
  const onlyFirst = [...wrong[1]].filter((index) => !wrong[0].has(index)).length;
  const { pValue } = mcnemarTestOfCounts({ onlyFirst, onlySecond });
  const verdict =
    pValue < CHANCE
      ? `more than chance explains, and in favour of ${onlyFirst > onlySecond ? first.label : second.label}`
      : 'no more than chance explains';
  const counts = [first, second].map(({ parameterCount }) => parameterCount.toLocaleString('en-US')).join(' and ');
  return `Digit and colour of ${counted(onlyFirst, 'test example')} are right with ${first.label} alone, of ${onlySecond} with ${second.label} alone: ${verdict} (McNemar, ${pValue < LEAST ? `p < ${LEAST}` : `p = ${pValue.toPrecision(2)}`}). The networks have ${counts} parameters.`;
}

/** Which head is to blame for the mistakes. */
export function mistakesFinding({ label, mistakes }: Training): string {
  const wrongDigit = mistakes.filter(({ digit }) => !isRight(digit));
  const both = wrongDigit.filter(({ colour }) => !isRight(colour)).length;
  const onlyDigit = wrongDigit.length - both;
  if (mistakes.length === 0) return `With ${label} no test example is wrong.`;
  return `With ${label} ${counted(mistakes.length, 'test example')} ${mistakes.length === 1 ? 'is' : 'are'} wrong: the digit alone in ${onlyDigit}, the colour alone in ${mistakes.length - wrongDigit.length}, both in ${both}.`;
}
