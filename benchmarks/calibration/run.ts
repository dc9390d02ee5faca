import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { runTrials } from './calibrate.ts'
import { type Calibration, type Rate, summarizeOutcomes } from './rates.ts'
import { profiles } from './trial.ts'

const { values } = parseArgs({
  options: {
    markets: { type: 'string', default: '1000' },
    planted: { type: 'string' },
    seed: { type: 'string', default: '2026' },
    years: { type: 'string', default: '4' },
    threads: { type: 'string', default: '2' },
    json: { type: 'boolean', default: false },
    rows: { type: 'string' },
  },
})

const whole = (name: string, text: string, least: number): number => {
  const value = Number(text)
  if (!(Number.isInteger(value) && value >= least)) throw new Error(`--${name} is ${text}; give a whole number from ${least}`)
  return value
}

const started = performance.now()
const outcomes = await runTrials({
  markets: whole('markets', values.markets, 1),
  planted: values.planted === undefined ? undefined : whole('planted', values.planted, 0),
  seed: values.seed,
  years: Number(values.years),
  threads: whole('threads', values.threads, 1),
  onOutcome(done, total) {
    if (process.stderr.isTTY && (done % 10 === 0 || done === total)) process.stderr.write(`\r${done} of ${total} markets`)
  },
})
if (process.stderr.isTTY) process.stderr.write('\n')
if (values.rows !== undefined) writeFileSync(values.rows, `${outcomes.map(outcome => JSON.stringify(outcome)).join('\n')}\n`)
const calibration = summarizeOutcomes(outcomes, values.seed)
const seconds = (performance.now() - started) / 1000
console.log(values.json ? JSON.stringify({ ...calibration, seconds }, null, 2) : describe(calibration, seconds))

/** The tables of README.md. */
function describe(result: Calibration, time: number): string {
  const rules = [...profiles, 'naive'] as const
  const cells = (rates: readonly Rate[]) => rates.map(showRate).join(' | ')
  const lines = [
    `${result.markets} markets without an edge, ${result.curve[0]?.markets ?? 0} per planted Sharpe ratio, ${result.years} years, seed ${result.seed}, ${time.toFixed(0)} s`,
    '',
    `| planted Sharpe | realized | ${rules.join(' | ')} | ideal |`,
    `|---|---|${rules.map(() => '---|').join('')}---|`,
    `| none | | ${cells(rules.map(rule => result.falseGo[rule]))} | 5 % |`,
    ...result.curve.map(
      ({ planted, realized, realizedError, go, ideal }) =>
        `| ${planted} | ${realized.toFixed(2)} ± ${realizedError.toFixed(2)} | ${cells(rules.map(rule => go[rule]))} | ${showRate(ideal)} |`,
    ),
    '',
    '| without an edge | default policy | naive |',
    '|---|---|---|',
    ...Object.entries(result.falseGoByKind).map(
      ([kind, rate]) => `| ${kind} | ${showRate(rate)} | ${showRate(result.naiveFalseGoByKind[kind])} |`,
    ),
    '',
    `Sharpe ratio that the best of a sweep exceeds in 5 % of the markets without an edge: ${Object.entries(result.critical)
      .map(([name, value]) => `${name} ${value.toFixed(2)}`)
      .join(', ')}.`,
    `What stopped markets with a planted Sharpe ratio of 2: ${
      Object.entries(result.blockers)
        .sort(([, a], [, b]) => b - a)
        .map(([name, count]) => `${name} ${count}`)
        .join(', ') || 'nothing'
    }.`,
  ]
  return lines.join('\n')
}

function showRate({ rate, low, high }: Rate): string {
  const percent = (value: number) => (100 * value).toFixed(1)
  return `${percent(rate)} % (${percent(low)} to ${percent(high)})`
}
