import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { DataError, PeakTradeError } from '../../base/errors.ts'
import { didYouMean } from '../../base/nearest.ts'
import type { RiskPrices } from '../../risk/risk-account.ts'
import type { RiskOrder } from '../../risk/risk-order.ts'
import { fileError } from './file-error.ts'

/** Orders of a file, and the prices that stand beside them. */
export interface OrdersFile {
  readonly orders: readonly RiskOrder[]
  /** Of the column `current_price`, the last one of each symbol. */
  readonly prices: RiskPrices
}

const columns: Readonly<Record<string, string>> = {
  ...{ id: 'id', client_order_id: 'id', symbol: 'symbol', side: 'side', quantity: 'quantity', price: 'price', limit_price: 'price' },
  ...{ reduce_only: 'reduceOnly', current_price: 'current' },
}
const idle: readonly string[] = [
  ...['order_type', 'notional', 'time_in_force', 'strategy_key', 'run_name', 'signal_as_of', 'comment', 'extra_json'],
]
const sides: Readonly<Record<string, 'buy' | 'sell'>> = { buy: 'buy', long: 'buy', sell: 'sell', short: 'sell' }

/**
 * Reads orders from a CSV file with the columns `symbol`, `side` and `quantity`, and `id`, `price`, `reduce_only` and `current_price` where they
 * are known. Peak_Trade's files of orders are understood. Numbers are not judged here: limits refuse what makes no sense.
 *
 * @throws {@link DataError} `orders/…` for a file without one of the columns or with a row that is too short, too long or has another side;
 * {@link EdgeError} `file/…` when it cannot be read.
 *
 * @example
 * ```ts
 * import { writeFileSync } from 'node:fs'
 * import { readOrders } from 'peak-trade/node'
 *
 * writeFileSync('orders.csv', 'id,symbol,side,quantity,price\na,BTC/EUR,buy,0.1,50000\nb,ETH/EUR,sell,2,\n')
 * const { orders } = await readOrders('orders.csv')
 * orders[0].price // 50000
 * orders[1].price // undefined
 * ```
 */
export async function readOrders(path: string): Promise<OrdersFile> {
  try {
    return parseOrders(await readFile(path, 'utf8'), basename(path))
  } catch (error) {
    throw error instanceof PeakTradeError ? error : fileError(error, path)
  }
}

function parseOrders(text: string, file: string): OrdersFile {
  const [header = [], ...rows] = splitCsv(text.replace(/^\uFEFF/, ''))
  const names = header.map(title => nameOf(title.trim().toLowerCase(), file))
  for (const name of ['symbol', 'side', 'quantity'])
    if (!names.includes(name)) throw new DataError('orders/column', `${file} has no column "${name}"; its first row must name the columns`)
  const prices: Record<string, number> = {}
  const orders = rows.map((cells, k) => {
    const row = k + 2
    if (cells.length !== names.length)
      throw new DataError('orders/row', `row ${row} of ${file} has ${cells.length} cells, and the first has ${names.length}; complete it`, {
        row,
      })
    const cell = (name: string) => (names.includes(name) ? cells[names.indexOf(name)].trim() : '')
    const symbol = cell('symbol')
    if (cell('current') !== '') prices[symbol] = Number(cell('current'))
    const side = sides[cell('side').toLowerCase()]
    if (side === undefined)
      throw new DataError('orders/side', `row ${row} of ${file} has the side "${cell('side')}"; it is buy or sell`, { row })
    return {
      id: cell('id') === '' ? `row-${row}` : cell('id'),
      symbol,
      side,
      quantity: cell('quantity') === '' ? Number.NaN : Number(cell('quantity')),
      ...(cell('price') === '' ? {} : { price: Number(cell('price')) }),
      ...(/^(true|1|yes)$/i.test(cell('reduceOnly')) ? { reduceOnly: true } : {}),
    }
  })
  return { orders, prices }
}

function nameOf(title: string, file: string): string {
  const name = columns[title]
  if (name !== undefined || idle.includes(title)) return name ?? ''
  const known = Object.keys(columns)
  throw new DataError('orders/column', `${file} has an unknown column "${title}"${didYouMean(title, known)} Known: ${known.join(', ')}`)
}

/** Rows of cells; a quoted cell may hold commas, line ends and doubled quotes. Rows without any text are left out. */
function splitCsv(text: string): string[][] {
  const rows: string[][] = [['']]
  let quoted = false
  for (let k = 0; k < text.length; k++) {
    const letter = text[k]
    const row = rows[rows.length - 1]
    if (quoted && letter === '"' && text[k + 1] === '"') k++
    else if (letter === '"') {
      quoted = !quoted
      continue
    } else if (!quoted && letter === ',') {
      row.push('')
      continue
    } else if (!quoted && letter === '\n') {
      rows.push([''])
      continue
    }
    row[row.length - 1] += letter
  }
  return rows.filter(row => row.some(cell => cell.trim() !== ''))
}
