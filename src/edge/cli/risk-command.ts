import { readFile } from 'node:fs/promises'
import { Command } from 'commander'
import * as z from 'zod'
import { ConfigError, DataError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import { type BatchVerdict, checkOrders } from '../../risk/check-orders.ts'
import type { RiskAccount } from '../../risk/risk-account.ts'
import { RiskBook } from '../../risk/risk-book.ts'
import { type LimitsPreset, RiskLimits } from '../../risk/risk-limits.ts'
import type { RiskOrder } from '../../risk/risk-order.ts'
import { fileError } from '../files/file-error.ts'
import { readOrders } from '../files/orders-file.ts'
import { readRiskLimits } from '../files/risk-limits-file.ts'
import { type CommandOutput, type Define, exitCodes } from './command.ts'
import { parseParams } from './parse-params.ts'
import { number } from './settings-flags.ts'
import { textTable } from './text-table.ts'

interface CheckOptions {
  readonly limits: string
  readonly account?: string
  readonly cash: number
  readonly prices?: string
  readonly currency?: string
  readonly rates: readonly string[]
}

/** What a file of an account holds. */
const accountFile = z.object({
  cash: z.number(),
  positions: z.record(z.string(), z.object({ quantity: z.number(), averagePrice: z.number().optional() })).default({}),
  openOrders: z
    .array(
      z.object({
        id: z.string(),
        symbol: z.string(),
        side: z.enum(['buy', 'sell']),
        quantity: z.number(),
        price: z.number().optional(),
        reduceOnly: z.boolean().optional(),
      }),
    )
    .default([]),
})
const pricesFile = z.record(z.string(), z.number())

/** `peak-trade risk …`. */
export function riskCommand(define: Define): Command {
  const check = new Command('check')
    .description('ask limits about the orders of a file, as one batch; exit code 1 when an order is refused')
    .argument('<orders>', 'CSV with the columns symbol, side, quantity, and id, price, reduce_only, current_price where they are known')
    .option('--limits <name or file>', 'conservative, moderate, aggressive, or a TOML or JSON file', 'moderate')
    .option('--account <file>', 'JSON: { "cash": 10000, "positions": { "BTC/EUR": { "quantity": 0.1 } }, "openOrders": [] }')
    .option('--cash <money>', 'cash of an account without positions, when there is no --account', number, 10_000)
    .option('--prices <file>', 'JSON: { "BTC/EUR": 50000 } (default: the column current_price)')
    .option('--currency <name>', 'currency of the account; without it everything is taken to be in one')
    .option(
      '--rates <name=value,…>',
      'what a unit of other currencies is worth in it',
      (text: string, before: string[]) => [...before, text],
      [],
    )
  return new Command('risk')
    .description('ask risk limits about orders')
    .addCommand(
      define(check, checkFile).addHelpText(
        'after',
        '\nWhat is known of the past (losses of the day, drawdown, rate of orders) is not checked here, and listed.\n\nExample:\n  peak-trade risk check orders.csv --limits conservative --account account.json --prices prices.json',
      ),
    )
}

async function checkFile(options: CheckOptions, file: string): Promise<CommandOutput> {
  const limits = await findLimits(options.limits)
  const { orders, prices: besides } = await readOrders(file)
  const account: RiskAccount =
    options.account === undefined ? { cash: options.cash, positions: {} } : await readJson(options.account, accountFile)
  const prices = options.prices === undefined ? besides : await readJson(options.prices, pricesFile)
  const rates = ratesOf(options)
  const batch = checkOrders(limits, orders, new RiskBook(account, prices, { currency: options.currency, rates }))
  return {
    data: { file, limits: options.limits, ...batch, orders: batch.orders.map((verdict, k) => ({ order: orders[k], ...verdict })) },
    text: describe(orders, batch, options),
    exitCode: batch.ok ? exitCodes.ok : exitCodes.findings,
  }
}

async function findLimits(word: string): Promise<RiskLimits> {
  if (Object.hasOwn(RiskLimits, word)) return RiskLimits[word as LimitsPreset]
  if (/\.(toml|json)$/.test(word)) return readRiskLimits(word)
  const known = Object.keys(RiskLimits)
  const message = `there are no limits "${word}"${didYouMean(word, known)} Known: ${known.join(', ')}, or a file that ends in .toml or .json`
  throw new ConfigError('risk-limits/name', message, { limits: word })
}

function ratesOf({ currency, rates }: CheckOptions): Record<string, number> | undefined {
  if (rates.length === 0) return undefined
  if (currency === undefined) throw new ConfigError('cli/rates', '--rates needs --currency, the currency in which they are')
  const found = parseParams(rates)
  for (const [name, rate] of Object.entries(found))
    if (typeof rate !== 'number' || !(rate > 0))
      throw new ConfigError('cli/rates', `--rates: ${name} is ${rate}; write for example USD=0.92`, { name })
  return found as Record<string, number>
}

async function readJson<T>(path: string, schema: z.ZodType<T>): Promise<T> {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch (error) {
    throw fileError(error, path)
  }
  try {
    return schema.parse(JSON.parse(text))
  } catch (error) {
    const [issue] = error instanceof z.ZodError ? error.issues : []
    const what = issue === undefined ? (error as Error).message : `${issue.path.join('.') || 'it'}: ${issue.message}`
    throw new DataError('risk/file', `${path} cannot be used: ${what}`, { path })
  }
}

function describe(orders: readonly RiskOrder[], batch: BatchVerdict, { limits, account, cash }: CheckOptions): string {
  const rows = orders.map((order, k) => {
    const { severity, notional } = batch.orders[k]
    const value = Number.isNaN(notional) ? '–' : notional.toFixed(2)
    const said = severity === 'breach' ? 'REFUSED' : severity
    return [
      order.id,
      order.symbol,
      order.side,
      String(order.quantity),
      order.price === undefined ? 'market' : String(order.price),
      value,
      said,
    ]
  })
  const unchecked = [...new Set(batch.orders.flatMap(verdict => verdict.unchecked))]
  const warnings = batch.orders.flatMap(({ checks }, k) =>
    checks.filter(({ severity }) => severity === 'warning').map(({ message }) => `warning: order ${orders[k].id}: ${message}`),
  )
  return [
    `limits ${limits}, ${account === undefined ? `an account of ${cash} without positions` : `account ${account}`}`,
    '',
    textTable(['id', 'symbol', 'side', 'quantity', 'price', 'value', 'verdict'], rows, [3, 4, 5]),
    '',
    ...batch.refusals.map(({ message }) => message),
    ...warnings,
    ...(unchecked.length === 0 ? [] : [`not checked, because a file does not know the past: ${unchecked.join(', ')}`]),
    `${batch.ok ? 'ok' : 'REFUSED'}: ${batch.orders.filter(({ ok }) => ok).length} of ${orders.length} orders pass`,
    '',
  ].join('\n')
}
