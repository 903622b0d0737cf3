/** Eight colours that stay apart when they are darkened: the corners of the colour cube but black, and orange. */
export const PALETTE: readonly { readonly name: string; readonly rgb: readonly [number, number, number] }[] = [
  { name: 'red', rgb: [255, 0, 0] },
  { name: 'orange', rgb: [255, 128, 0] },
  { name: 'yellow', rgb: [255, 255, 0] },
  { name: 'green', rgb: [0, 255, 0] },
  { name: 'cyan', rgb: [0, 255, 255] },
  { name: 'blue', rgb: [0, 0, 255] },
  { name: 'magenta', rgb: [255, 0, 255] },
  { name: 'white', rgb: [255, 255, 255] },
];
