import type { Block, Report } from './document.ts'
import { escapeHtml, escapeProse } from './escape.ts'
import { type Place, renderBlocks } from './html-block.ts'
import { htmlScript } from './html-script.ts'
import { htmlStyle } from './html-style.ts'

/** The report may not fetch anything: even a link smuggled into a title could not load. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'"

/**
 * A report as one HTML file that needs nothing else: no font, image, script or style is fetched. Readable on a phone, in the dark, on paper,
 * without JavaScript and with a screen reader. Every text is escaped.
 *
 * @example
 * ```ts
 * import { backtest, MaCrossover, reportBacktest, syntheticBars, toHtml } from 'peak-trade'
 *
 * const result = backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }))
 * toHtml(reportBacktest(result)).startsWith('<!doctype html>') // true
 * ```
 */
export function toHtml(report: Report): string {
  const place: Place = { level: 2, half: false, nextId: counter() }
  const title = escapeHtml(report.title)
  const script = hasChart(report.blocks) ? `<script>\n${htmlScript}\n</script>\n` : ''
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="${POLICY}">
<title>${title}</title>
<style>
${htmlStyle}
</style>
</head>
<body>
<main>
<header>
<h1>${title}</h1>
<p class="subtitle">${escapeProse(report.subtitle)}</p>
</header>
${renderBlocks(report.blocks, place)}
${report.footer === undefined ? '' : `<footer>${escapeHtml(report.footer)}</footer>\n`}</main>
${script}</body>
</html>
`
}

function counter(): () => string {
  let count = 0
  return () => `c${++count}`
}

function hasChart(blocks: readonly Block[]): boolean {
  return blocks.some(block => {
    if (block.kind === 'section') return hasChart(block.blocks)
    if (block.kind === 'columns') return block.columns.some(hasChart)
    return block.kind === 'chart'
  })
}
