import { atr } from '../src/indicators/atr.ts'
import { bollinger } from '../src/indicators/bollinger.ts'
import { ema } from '../src/indicators/ema.ts'
import { macd } from '../src/indicators/macd.ts'
import { rsi } from '../src/indicators/rsi.ts'
import { sma } from '../src/indicators/sma.ts'
import type { Bars } from '../src/market/bars.ts'
import { measureEveryIndicator } from './every-indicator.ts'
import { makeMarket, writeMarket } from './market.ts'
import { startNative } from './native.ts'
import { plainIndicators } from './plain-indicators.ts'
import { relativeDifference, renderSection, type Section } from './report.ts'
import { type Contender, inProcess, race } from './timing.ts'

type Outputs = readonly Float64Array[]

/** Ours, the plain twin and the C program know each indicator by the same name. */
const indicators: readonly {
  readonly name: keyof typeof plainIndicators
  readonly title: string
  readonly ours: (bars: Bars) => Outputs
}[] = [
  { name: 'sma', title: 'SMA 50', ours: bars => [sma(bars, { period: 50 })] },
  { name: 'ema', title: 'EMA 50', ours: bars => [ema(bars, { period: 50 })] },
  { name: 'rsi', title: 'RSI 14', ours: bars => [rsi(bars, { period: 14 })] },
  { name: 'atr', title: 'ATR 14', ours: bars => [atr(bars, { period: 14 })] },
  { name: 'bollinger', title: 'Bollinger 20, 5 outputs', ours: bars => Object.values(bollinger(bars, { period: 20 })) },
  { name: 'macd', title: 'MACD 12/26/9', ours: bars => Object.values(macd(bars)) },
]

/** Our indicators over whole columns against plain loops and C kernels. */
export async function measureIndicators({ length = 1_000_000, rounds = 15 } = {}): Promise<Section[]> {
  const bars = makeMarket(length)
  const native = startNative('indicators', [writeMarket(bars, new Float64Array(length), `indicators-${length}.bin`)])
  const sections: Section[] = []
  for (const { name, title, ours } of indicators) {
    const twin = plainIndicators[name]
    const contenders: Contender[] = [inProcess('peak-trade', () => ours(bars)), inProcess('plain JavaScript', () => twin(bars))]
    if (native !== undefined) contenders.push(native.contender('C', name))
    const timings = await race(contenders, { rounds })
    const checks = [compare('plain JavaScript', ours(bars), twin(bars))]
    if (native !== undefined) checks.push(compareLast('C', ours(bars), (await native.ask(name)).last as readonly number[]))
    sections.push({
      title: `${title}, ${length.toLocaleString('en-US')} bars`,
      work: 'One call over whole columns. Both JavaScript sides put their results into new memory; C writes into memory that is there.',
      timings,
      units: length,
      unit: 'bar',
      reference: native === undefined ? 'plain JavaScript' : 'C',
      checks,
      regression: `the whole-column form of src/indicators/${name}.ts (or what it shares with its step) got slower, or the call fell back to steps.`,
      reproduce: 'node benchmarks/indicators.ts',
    })
  }
  native?.close()
  return sections
}

/** Over all bars; seeds and the drift of running sums are why the plain twins are not equal to the bit. */
function compare(who: string, ours: Outputs, others: Outputs): string {
  let worst = 0
  for (const [k, column] of ours.entries()) {
    // Outputs that cross zero are compared by their size, not by themselves.
    const size = column.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0)
    for (let t = 0; t < column.length; t++) {
      if (Number.isNaN(column[t]) !== Number.isNaN(others[k][t])) throw new Error(`${who}: output ${k} differs in its warm-up at bar ${t}`)
      if (!Number.isNaN(column[t])) worst = Math.max(worst, Math.abs(column[t] - others[k][t]) / size)
    }
  }
  if (worst > 1e-6) throw new Error(`${who}: differs by ${worst}`)
  return `${who}: all values agree to ${worst.toExponential(0)} of the largest.`
}

function compareLast(who: string, ours: Outputs, last: readonly number[]): string {
  const worst = Math.max(...ours.map((column, k) => relativeDifference(column[column.length - 1], last[k])))
  if (!(worst < 1e-6)) throw new Error(`${who}: last values ${last.join(', ')} differ by ${worst}`)
  return `${who}: last values agree to ${worst.toExponential(0)}.`
}

if (import.meta.main) {
  const only = process.argv.slice(2)
  if (only.length === 0) for (const section of await measureIndicators()) console.log(renderSection(section))
  console.log(await measureEveryIndicator({ only }))
}
