import type { Column } from '../../base/column.ts'
import { ConfigError } from '../../base/errors.ts'
import { fingerprint } from '../../base/fingerprint.ts'
import { backtestPanel } from '../../engine/backtest-panel.ts'
import type { Sleeve } from '../../engine/sleeve.ts'
import type { Panel } from '../../market/panel.ts'
import { type PanelBars, panelBars } from '../../market/panel-bars.ts'
import { withOthers } from '../../market/with-others.ts'
import { type AnyStrategyClass, createStrategy, Strategy } from '../../strategies/strategy.ts'
import { delayTargets } from '../stress/delayed-fills.ts'
import type { BarRange } from '../windows.ts'
import type { PortfolioSettings } from './portfolio-settings.ts'

/** Within which rows a recorded sleeve trades. */
export interface ReplayOptions {
  /** Rows of the panel; nothing is decided outside of them. */
  readonly range: BarRange
  /** The last decision that can still be traded within the range is to leave. */
  readonly leave: boolean
  /** One per sleeve; what has a negative one does the opposite of what its strategy says. */
  readonly weights?: ArrayLike<number>
}

/**
 * What sleeves decide and earn on one panel, each worked out once however often it is asked for. A strategy sees the whole history before
 * a bar and nothing behind it, so what is recorded for a window does not depend on what comes after the window.
 */
export class SleeveRecords {
  readonly panel: Panel
  private readonly settings: PortfolioSettings
  private readonly delay: number
  private readonly histories = new Map<string, PanelBars>()
  private readonly decided = new Map<AnyStrategyClass, Map<string, Column>>()
  private readonly earned = new Map<AnyStrategyClass, Map<string, Float64Array>>()

  /** @param delay - Bars that every decision is late. */
  constructor(panel: Panel, settings: PortfolioSettings, delay = 0) {
    this.panel = panel
    this.settings = settings
    this.delay = delay
  }

  /** The same sleeves, deciding what is recorded. They keep id and title of their strategies. */
  replay<S extends Sleeve>(sleeves: readonly S[], { range: [from, to], leave, weights }: ReplayOptions): S[] {
    return sleeves.map((sleeve, k) => {
      const { rows } = this.historyOf(sleeve.symbol)
      const targets = this.targets(sleeve)
      let first = 0
      while (first < rows.length && rows[first] < from) first++
      let end = first
      while (end < rows.length && rows[end] < to) end++
      const column = new Float64Array(end)
      column.fill(Number.NaN, 0, first)
      const sign = weights !== undefined && weights[k] < 0 ? -1 : 1
      for (let i = first; i < end; i++) column[i] = sign * targets[i]
      if (leave) for (let i = Math.max(first, end - 2); i < end; i++) column[i] = 0
      return { ...sleeve, strategy: replayed(sleeve.strategy, column), params: undefined }
    })
  }

  /** The same sleeves on the whole panel, so that no strategy has to decide anew. */
  replayAll<S extends Sleeve>(sleeves: readonly S[]): S[] {
    return this.replay(sleeves, { range: [0, this.panel.length], leave: false })
  }

  /** One target per bar of the sleeve's symbol, NaN during warm-up. */
  targets({ strategy, params, symbol }: Sleeve): Column {
    return remember(this.decided, strategy, fingerprint({ params: params ?? {}, symbol }), () => {
      if (!(strategy.prototype instanceof Strategy))
        throw new ConfigError('panel/strategy', `${strategy.id} has no targets; only such strategies can share an account, extend Strategy`)
      const others = this.panel.symbols.filter(other => other !== symbol)
      const { bars } = this.historyOf(symbol)
      const targets = createStrategy(strategy, params).follow(
        withOthers(
          bars,
          others.map(other => this.historyOf(other).bars),
        ),
      )
      return this.delay > 0 ? delayTargets(targets, this.delay) : targets
    })
  }

  /**
   * What the sleeve earns at each row when it has the whole account to itself, costs included: 0 in a ruined account, NaN where its symbol has no
   * bar.
   */
  returns(sleeve: Sleeve): Float64Array {
    const { strategy, params = {}, symbol, sizing, exits, instrument } = sleeve
    return remember(this.earned, strategy, fingerprint({ params, symbol, sizing, exits, instrument }), () => {
      const { schedule: _schedule, group: _group, ...own } = sleeve
      const alone = this.replayAll([{ ...own, weight: 1 }])
      const { equity, settings } = backtestPanel(alone, this.panel, this.settings)
      const returns = rowReturns(equity, settings.capital)
      const { close } = this.panel.assets[this.panel.symbols.indexOf(symbol)]
      for (let row = 0; row < returns.length; row++) if (close[row] !== close[row]) returns[row] = Number.NaN
      return returns
    })
  }

  /** Whether any of the sleeves wants a position at a row. */
  wanted(sleeves: readonly Sleeve[]): Uint8Array {
    const wanted = new Uint8Array(this.panel.length)
    for (const sleeve of sleeves) {
      const { rows } = this.historyOf(sleeve.symbol)
      const targets = this.targets(sleeve)
      for (let i = 0; i < rows.length; i++) if (Math.abs(targets[i]) > 0) wanted[rows[i]] = 1
    }
    return wanted
  }

  private historyOf(symbol: string): PanelBars {
    const known = this.histories.get(symbol)
    if (known !== undefined) return known
    const history = panelBars(this.panel, symbol)
    this.histories.set(symbol, history)
    return history
  }
}

/** Returns of an account at every row, the first from its capital; 0 from its ruin on. */
export function rowReturns(equity: Column, capital: number): Float64Array {
  const returns = new Float64Array(equity.length)
  let before = capital
  for (let row = 0; row < equity.length; row++) {
    const now = Math.max(0, equity[row])
    if (before > 0) returns[row] = now / before - 1
    before = before > 0 ? now : 0
  }
  return returns
}

function replayed({ id, title }: AnyStrategyClass, targets: Column): AnyStrategyClass {
  return class Replayed extends Strategy {
    static override readonly id = id
    static override readonly title = title
    override follow(): Column {
      return targets
    }
    protected override decide(): number {
      return targets[this.index]
    }
  }
}

function remember<T>(memory: Map<AnyStrategyClass, Map<string, T>>, strategy: AnyStrategyClass, key: string, work: () => T): T {
  const own = memory.get(strategy) ?? new Map<string, T>()
  memory.set(strategy, own)
  const known = own.get(key)
  if (known !== undefined) return known
  const value = work()
  own.set(key, value)
  return value
}
