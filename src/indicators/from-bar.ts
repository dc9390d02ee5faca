/** One bar's inputs in, one number out. */
type Step = (a: number, b: number, c: number, d: number) => number

/** The same step, but NaN on the bars before `first`; it sees those all the same. */
export function fromBar(first: number, step: Step): Step {
  let bar = 0
  return (a, b, c, d) => {
    const result = step(a, b, c, d)
    if (bar === first) return result
    bar++
    return Number.NaN
  }
}
