import { type Browser, chromium as playwright } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Row, run } from '../../scripts/browser-example.ts'
import { whySkipDistTests } from '../../scripts/build-state.ts'
import { type Bundle, bundleForBrowser, exampleProgram, wholeCore } from '../../scripts/bundle.ts'
import { chromium, quietChromium } from '../../scripts/chromium.ts'

const browserPath = chromium()
const limit = 62_000

/** 500 hours of a market that swings, as rows that a program may have in its hands. */
const rows: readonly Row[] = Array.from({ length: 500 }, (_, i) => {
  const price = (at: number) => Math.round((100 + at / 20 + 15 * Math.sin(at / 17) + 4 * Math.sin(at / 3)) * 100) / 100
  const [open, close] = [price(i), price(i + 1)]
  return {
    time: Date.UTC(2024, 0, 1) + i * 3_600_000,
    open,
    high: Math.max(open, close) + 0.5,
    low: Math.min(open, close) - 0.5,
    close,
    volume: 1000 + i,
  }
})

/** What a run found out, with every number as its 64 bits, so that nothing is lost and NaN equals NaN. Also runs in the browser. */
function outcomeOf({ result, html }: ReturnType<typeof run>) {
  const view = new DataView(new ArrayBuffer(8))
  const bits = (number: number): string => {
    view.setFloat64(0, number)
    return view.getBigUint64(0).toString(16).padStart(16, '0')
  }
  const exact = (value: unknown): unknown => {
    if (typeof value === 'number') return bits(value)
    if (ArrayBuffer.isView(value)) return Array.from(value as Float64Array, bits)
    if (Array.isArray(value)) return value.map(exact)
    if (value === null || typeof value !== 'object') return value
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, exact(inner)]))
  }
  return { summary: exact(result.summary), trades: exact(result.trades), equity: exact(result.equity), html }
}

const why = whySkipDistTests()

describe.skipIf(why !== undefined)(`the bundle for browsers${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let example: Bundle

  beforeAll(async () => {
    example = await bundleForBrowser(exampleProgram)
  })

  it('has nothing of Node in it', () => {
    expect(example.code).not.toMatch(/["'`]node:/)
    expect(example.code).not.toMatch(/\b(process\.(env|stdout|exit|argv)|__dirname)\b/)
    expect(example.inputs.filter(({ path }) => path.includes('/edge/'))).toEqual([])
    expect(example.inputs.some(({ path }) => path.startsWith('dist/'))).toBe(true)
  })

  it('is refused when a Node built-in is imported', async () => {
    await expect(bundleForBrowser("import { readFileSync } from 'node:fs'; readFileSync('x')")).rejects.toThrow('node:fs')
  })

  it(`weighs less than ${limit / 1000} kB gzipped, dependencies included`, async () => {
    const core = await bundleForBrowser(wholeCore)
    console.log(`Gzipped: example ${(example.gzipped / 1000).toFixed(1)} kB, whole core ${(core.gzipped / 1000).toFixed(1)} kB`)
    expect(example.gzipped).toBeLessThan(limit)
    expect(example.gzipped).toBeLessThan(core.gzipped)
  })

  it('leaves out what the example does not use', () => {
    const paths = example.inputs.map(({ path }) => path)
    expect(paths).toContain('dist/strategies/library/ma-crossover.js')
    expect(paths.filter(path => /^dist\/(indicators\/(rsi|adx|macd)|strategies\/library\/breakout)\.js$/.test(path))).toEqual([])
    // Orders bring their exchange along themselves.
    expect(paths.filter(path => /exchange|order-(run|book|strategy)\.js$/.test(path))).toEqual([])
  })

  describe.skipIf(browserPath === undefined)(
    `in Chromium${browserPath === undefined ? ' (skipped: no Chromium; apt-get install chromium, or set CHROMIUM)' : ''}`,
    () => {
      let browser: Browser

      beforeAll(async () => {
        browser = await playwright.launch({ executablePath: browserPath as string, args: [...quietChromium] })
      })

      afterAll(async () => {
        await browser?.close()
      })

      it('comes to the same summary, trades and equity as in Node, to the bit', async () => {
        const page = await browser.newPage()
        const errors: string[] = []
        page.on('pageerror', error => errors.push(String(error)))
        await page.route('**/*', route => route.abort())
        await page.setContent('<!doctype html><title>example</title>')
        const program = example.code.replace(/export\s*\{\s*(\S+) as run\s*\};?\s*$/, 'globalThis.run = $1;')
        expect(program).not.toBe(example.code)
        await page.addScriptTag({ content: program, type: 'module' })
        await page.waitForFunction('globalThis.run !== undefined')
        const inBrowser = await page.evaluate(`(${outcomeOf})(globalThis.run(${JSON.stringify(rows)}))`)
        expect(errors).toEqual([])

        const inNode = run(rows)
        expect(inNode.result.trades.length).toBeGreaterThan(3)
        expect(Object.values(inNode.result.summary).filter(Number.isFinite).length).toBeGreaterThan(10)
        expect(inBrowser).toEqual(outcomeOf(inNode))
        await page.close()
      })

      it('makes a page that shows without a network and without errors', async () => {
        const page = await browser.newPage()
        const errors: string[] = []
        const requests: string[] = []
        page.on('pageerror', error => errors.push(String(error)))
        page.on('console', message => {
          if (message.type() === 'error') errors.push(message.text())
        })
        page.on('request', request => requests.push(request.url()))
        await page.setContent(run(rows).html)
        expect(await page.locator('svg').count()).toBeGreaterThan(0)
        expect(await page.locator('body').innerText()).toContain('Sharpe')
        expect(errors).toEqual([])
        expect(requests).toEqual([])
        await page.close()
      })
    },
  )
})
