import type { BacktestSettingsInput } from '../engine/settings.ts'

/** Options that are settings of the backtest. */
const SETTINGS: readonly string[] = ['capital', 'fillAt', 'sizing', 'costs', 'exits', 'maxLeverage', 'instrument', 'rebalance']

/** Whether an option is a setting of the backtest. */
export function isSetting(name: string): boolean {
  return SETTINGS.includes(name)
}

/** The settings of a backtest among options. */
export function settingsIn(options: Readonly<Record<string, unknown>>): BacktestSettingsInput {
  return Object.fromEntries(SETTINGS.map(name => [name, options[name]]))
}
