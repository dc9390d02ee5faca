import { existsSync } from 'node:fs'
import { type Browser, chromium } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toHtml } from '../../src/reports/html.ts'
import { reportBacktest } from '../../src/reports/report-backtest.ts'
import { reportPortfolio } from '../../src/reports/report-portfolio.ts'
import { appleBars, fixtureResult, regularTrades } from '../reports/fixture.ts'
import { fixturePortfolio } from '../reports/portfolio-fixture.ts'

const executablePath = '/usr/bin/chromium'
const args = ['--headless', '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run']
const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync']

describe.skipIf(!existsSync(executablePath))('a report in a browser', () => {
  const bars = appleBars()
  const html = toHtml(reportBacktest(fixtureResult({ bars, trades: regularTrades(bars, { every: 30, hold: 21 }) })))
  const portfolio = toHtml(reportPortfolio(fixturePortfolio({ sleeves: 20 })))
  let browser: Browser

  beforeAll(async () => {
    browser = await chromium.launch({ executablePath, args: [...args, ...quiet] })
  })
  afterAll(() => browser?.close())

  async function open(width: number, rest: { readonly colorScheme?: 'dark'; readonly javaScriptEnabled?: boolean } = {}, text = html) {
    const page = await browser.newPage({ viewport: { width, height: 800 }, ...rest })
    const trouble: string[] = []
    page.on('request', request => trouble.push(request.url()))
    page.on('pageerror', error => trouble.push(String(error)))
    page.on('console', message => trouble.push(message.text()))
    await page.setContent(text)
    return { page, trouble }
  }

  it.each([
    ...[320, 390, 600, 760, 1280].map(width => ({ what: 'a backtest', width, text: html })),
    ...[320, 760, 1280].map(width => ({ what: 'a portfolio', width, text: portfolio })),
  ])('never scrolls sideways and asks for nothing: $what at $width pixels', async ({ width, text }) => {
    const { page, trouble } = await open(width, {}, text)
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(width)
    expect(trouble).toEqual([])
    // The smallest text of a chart, in pixels on the screen.
    const smallest =
      await page.evaluate(`Math.min(...[...document.querySelectorAll('figure>svg text')].filter(text => text.getClientRects().length > 0)
      .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))`)
    expect(smallest).toBeGreaterThan(width < 390 ? 7 : 8.5)
    await page.close()
  })

  it('shows the numbers under the pointer', async () => {
    const { page, trouble } = await open(1280)
    const chart = page.locator('figure>svg.wide').first()
    await chart.scrollIntoViewIfNeeded()
    const box = await chart.boundingBox()
    if (box === null) throw new Error('the chart is not visible')
    expect(await page.locator('.tip').count()).toBe(0)
    await page.mouse.move(box.x + box.width - 12, box.y + 80)
    expect(await page.locator('.tip').textContent()).toContain('2018-05-11\nStrategy ')
    await page.mouse.move(5, 5)
    expect(await page.locator('.tip').count()).toBe(0)
    expect(trouble).toEqual([])
    await page.close()
  })

  it('follows the dark', async () => {
    const { page } = await open(1280, { colorScheme: 'dark' })
    expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe('rgb(20, 23, 26)')
    await page.close()
  })
})
