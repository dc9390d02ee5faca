import type { Timing } from './timing.ts'

/** One block of results: what was timed, against what, and what it means. */
export interface Section {
  readonly title: string
  /** What was done, in a sentence. */
  readonly work: string
  readonly timings: readonly Timing[]
  /** Units of work per round (bars, or bars times combinations), for nanoseconds per unit. */
  readonly units: number
  readonly unit: string
  /** The contender that counts as 1 in the ratio column. */
  readonly reference: string
  /** Proof that all contenders computed the same, and remarks on what differs. */
  readonly checks: readonly string[]
  /** What it means when the numbers of `peak-trade` go up. */
  readonly regression: string
  /** The command that gives these numbers. */
  readonly reproduce: string
}

/** A section as Markdown; also what the console prints. */
export function renderSection(section: Section): string {
  const { timings, units } = section
  const base = timings.find(timing => timing.name === section.reference)
  const rows = timings.map(({ name, minMs, medianMs, rounds }) => {
    const perUnit = (minMs * 1e6) / units
    const ratio = base === undefined ? '–' : `${figures(minMs / base.minMs)} / ${figures(medianMs / base.medianMs)}`
    return `| ${name} | ${figures(minMs)} | ${figures(medianMs)} | ${figures(perUnit)} | ${ratio} | ${rounds} |`
  })
  return [
    `### ${section.title}`,
    '',
    section.work,
    '',
    `| who | min ms | median ms | ns per ${section.unit} (min) | × ${base === undefined ? '–' : section.reference} (min / median) | rounds |`,
    '|---|--:|--:|--:|--:|--:|',
    ...rows,
    '',
    ...section.checks.map(check => `- ${check}`),
    `- A regression would mean: ${section.regression}`,
    `- Reproduce: \`${section.reproduce}\``,
    '',
  ].join('\n')
}

/** Three figures, enough for a busy machine. */
export function figures(value: number): string {
  if (!Number.isFinite(value)) return '–'
  if (Math.abs(value) >= 100) return value.toFixed(0)
  return value.toPrecision(3)
}

/** Largest relative difference of numbers that ought to be equal; two NaNs are. */
export function relativeDifference(a: number, b: number): number {
  if (Number.isNaN(a) && Number.isNaN(b)) return 0
  const difference = Math.abs(a - b) / Math.max(Math.abs(a), Math.abs(b), 1e-12)
  return Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
}

/** Compares named numbers and gives the sentence for the report; throws when contenders did not do the same work. */
export function agree(
  who: string,
  expected: object,
  actual: object,
  { names, tolerance }: { names: readonly string[]; tolerance: number },
): string {
  let worst = 0
  for (const name of names) {
    const [a, b] = [expected, actual].map(side => Number((side as Record<string, unknown>)[name] ?? Number.NaN))
    const difference = relativeDifference(a, b)
    if (difference > tolerance) throw new Error(`${who}: ${name} is ${b}, expected ${a}: not the same work, so times cannot be compared`)
    worst = Math.max(worst, difference)
  }
  return `${who}: ${names.join(', ')} agree to ${worst === 0 ? 'the bit' : worst.toExponential(0)}.`
}
