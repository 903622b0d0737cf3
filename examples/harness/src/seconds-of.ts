/** The time that epochs took together, in seconds. */
export function secondsOf(epochs: readonly { readonly seconds: number }[]): number {
  return epochs.reduce((sum, { seconds }) => sum + seconds, 0);
}
