/** What makes a photo hard: the kinds of mistakes that the report of the homework tells apart. */
export const MISTAKE_KINDS = [
  { id: 'hidden', label: 'hidden: much of the animal is behind something' },
  { id: 'other-subject', label: 'other subject: what one sees first is something else' },
  { id: 'several', label: 'several animals' },
  { id: 'no-face-or-body', label: 'no face or body to be seen' },
  { id: 'hand', label: 'hand: somebody holds or touches it' },
  { id: 'clutter', label: 'clutter: too much about it' },
  { id: 'distortion', label: 'distortion: blurred, squeezed, oddly lit' },
] as const;
