import { describe, expect, it } from 'vitest'
import { clipText, coordinate, type HoverPoint, svgChart, svgLine, svgText } from '../../../src/reports/charts/svg.ts'

const plot = { left: 10, right: 90, top: 5.5, bottom: 80, height: 100 }
const chart = (hover?: readonly HoverPoint[], narrow = false) =>
  svgChart({
    frame: { id: 'c7', width: 120, narrow },
    plot,
    title: 'A < B',
    summary: '"quoted" & more',
    body: '<path d="M0 0"/>',
    ...(hover === undefined ? {} : { hover }),
  })

describe('coordinate', () => {
  it('has one decimal at most', () => {
    expect([1, 1.25, 1.24, -3.06, 1e6, 0.04, -0.04].map(coordinate)).toEqual(['1', '1.3', '1.2', '-3.1', '1000000', '0', '0'])
  })

  it('never breaks a picture', () => {
    expect([Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY].map(coordinate)).toEqual(['0', '0', '0'])
  })
})

describe('svgText', () => {
  it('stands at a place, escaped', () => {
    expect(svgText({ x: 1.26, y: 2, text: '<5 %' })).toBe('<text x="1.3" y="2">&lt;5 %</text>')
    expect(svgText({ x: 0, y: 0, text: 'a', anchor: 'start' })).toBe('<text x="0" y="0">a</text>')
    expect(svgText({ x: 0, y: 0, text: 'a', anchor: 'end', className: 'label' })).toBe(
      '<text x="0" y="0" text-anchor="end" class="label">a</text>',
    )
  })
})

describe('clipText', () => {
  it('keeps what fits and cuts the rest, never through a letter', () => {
    expect(clipText('short', 100)).toBe('short')
    expect(clipText('eleven long', 73)).toBe('eleven long')
    expect(clipText('eleven long', 72)).toBe('eleven lo…')
    expect(clipText('🚀🚀🚀🚀', 20)).toBe('🚀🚀…')
    expect(clipText('abc', 0)).toBe('a…')
    expect(clipText('', 0)).toBe('')
  })
})

describe('svgLine', () => {
  it('goes from one point to the other', () => {
    expect(svgLine(1, 2, 3.1234, Number.NaN, 'grid')).toBe('<path d="M1 2L3.1 0" class="grid"/>')
  })
})

describe('svgChart', () => {
  it('is as large as its frame and plot, with title and description for those who cannot see it', () => {
    expect(chart()).toBe(
      '<svg viewBox="0 0 120 100" role="img" aria-labelledby="c7-t c7-d" class="wide"><title id="c7-t">A &lt; B</title>' +
        '<desc id="c7-d">&quot;quoted&quot; &amp; more</desc><path d="M0 0"/></svg>',
    )
    expect(chart(undefined, true)).toContain('class="narrow"')
  })

  it('carries the numbers under the crosshair right behind itself, read back as they were', () => {
    const html = chart([
      { x: 1.234, ys: [5.06, Number.NaN], text: '2024-01-01\n</script><script>' },
      { x: 2, ys: [7, 8], text: 'b' },
    ])
    expect(html).toMatch(/^<svg [^>]* data-hover>/)
    expect(html.match(/<\/script/g)).toHaveLength(1)
    const data = /<\/svg><script type="application\/json">(.*)<\/script>$/s.exec(html)?.[1] ?? ''
    expect(JSON.parse(data)).toEqual({
      top: 5.5,
      bottom: 80,
      x: [1.2, 2],
      y: [
        [5.1, null],
        [7, 8],
      ],
      text: ['2024-01-01\n</script><script>', 'b'],
    })
  })

  it('has a place and no crosshair inside a larger picture', () => {
    const frame = { id: 'c7', width: 120, narrow: false, top: 30 }
    const svg = svgChart({ frame, plot, title: '', summary: '', body: '', hover: [{ x: 1, ys: [2], text: 'a' }] })
    expect(svg).toMatch(/^<svg y="30" width="120" height="100" viewBox="0 0 120 100" /)
    expect(svg).not.toMatch(/script|data-hover/)
  })

  it('has no data when there is nothing to point at', () => {
    expect(chart([])).toBe(chart())
    expect(chart([])).not.toMatch(/script|data-hover/)
  })
})
