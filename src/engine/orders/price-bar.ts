/** The prices of one bar. */
export interface PriceBar {
  /** When it opened, milliseconds since the Unix epoch, UTC; orders for the day need it, and what holding a position costs. */
  readonly time?: number | undefined
  readonly open: number
  readonly high: number
  readonly low: number
  readonly close: number
  /** Traded quantity. Without it impact counts in full, and a limit on the share of the volume lets nothing through. */
  readonly volume?: number | undefined
}
