import { markPath } from './price-chart.ts'
import type { LegendItem } from './svg.ts'

/** What stands in front of an entry of a key, 22 units wide and 14 high. */
export function drawSymbol(symbol: LegendItem['symbol']): string {
  if (isLayer(symbol)) return `<path d="M1 1h20v12H1z" class="layer ${symbol}"/>`
  switch (symbol) {
    case 'none':
      return ''
    case 'line':
      return '<path d="M1 7h20" class="main"/>'
    case 'second':
      return '<path d="M1 7h20" class="second"/>'
    case 'dashed':
      return '<path d="M1 7h20" class="other"/>'
    case 'level':
      return '<path d="M1 7h20" class="base"/>'
    case 'area':
      return '<path d="M1 2h20v10H1z" class="sunk"/><path d="M1 12h20" class="sunk-line"/>'
    case 'band':
      return '<path d="M1 1h20v12H1z" class="fan"/><path d="M1 4h20v6H1z" class="fan"/>'
    case 'total':
      return '<path d="M1 7h20" class="sum"/>'
    case 'held-long':
    case 'held-short':
      return `<path d="M1 1h20v12H1z" class="${symbol}"/>`
    default:
      return `<path d="${markPath(symbol, 11, symbol === 'enter-long' || symbol === 'exit-short' ? -2 : 16)}" class="mark ${symbol}"/>`
  }
}

function isLayer(symbol: string): symbol is `layer-${number | 'others'}` {
  return symbol.startsWith('layer-')
}
