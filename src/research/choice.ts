import { beats } from './objective.ts'

/** The best candidate so far: its place in the list, -1 for none, and its score. */
export interface Choice {
  candidate: number
  score: number
}

/** Nobody yet. */
export function noChoice(): Choice {
  return { candidate: -1, score: Number.NaN }
}

/** Takes a candidate whose score beats the best so far; of equal ones the first stays. */
export function takeBetter(choice: Choice, candidate: number, score: number): void {
  if (!beats(score, choice.score)) return
  choice.candidate = candidate
  choice.score = score
}
