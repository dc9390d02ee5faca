/** The bars that a label depends on, first and last one included. */
export interface LabelSpan {
  readonly start: number
  readonly end: number
}
