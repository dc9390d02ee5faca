import type { Column } from '../base/column.ts'

/** A straight line through a window: its value on the last bar, its rise per bar, and the usual distance from it. */
export interface LineFit {
  end: number
  slope: number
  /** Root of the squared distances over `period - 2`. */
  error: number
}

/**
 * Fits a line through `period` (at least 3) values from `start` on by least squares and writes it into `fit`. Two passes over
 * the window: distances from the line are measured, not calculated from sums, so that a perfect line has next to no error.
 */
export function fitLine(values: Column, { start, period }: { readonly start: number; readonly period: number }, fit: LineFit): void {
  const origin = values[start]
  const center = (period - 1) / 2
  let sum = 0
  let weighted = 0
  for (let j = 0; j < period; j++) {
    const distance = values[start + j] - origin
    sum += distance
    weighted += (j - center) * distance
  }
  const mean = sum / period
  const slope = (12 * weighted) / (period * (period * period - 1))
  let squares = 0
  for (let j = 0; j < period; j++) {
    const distance = values[start + j] - origin - mean - (j - center) * slope
    squares += distance * distance
  }
  fit.end = origin + mean + center * slope
  fit.slope = slope
  fit.error = Math.sqrt(squares / (period - 2))
}
