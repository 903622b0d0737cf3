/** True for text that UTF-8 cannot hold: with half a surrogate pair, as the escape `\ud800` makes one. */
export function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
