import { describe, expect, it } from 'vitest'
import { darkPalette, lightPalette, paletteCss } from '../../src/reports/palette.ts'

/** WCAG 2.2: relative luminance and contrast ratio. */
function luminance(color: string): number {
  const [r, g, b] = [1, 3, 5].map(at => {
    const value = Number.parseInt(color.slice(at, at + 2), 16) / 255
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function contrast(a: string, b: string): number {
  const [high, low] = [luminance(a), luminance(b)].sort((x, y) => y - x)
  return (high + 0.05) / (low + 0.05)
}

describe.each([
  ['light', lightPalette],
  ['dark', darkPalette],
] as const)('%s palette', (_, palette) => {
  it.each(['ink', 'muted', 'gain', 'loss', 'warning'] as const)('is readable: %s', name => {
    for (const behind of [palette.page, palette.surface]) expect(contrast(palette[name], behind)).toBeGreaterThanOrEqual(4.5)
  })

  it('is readable on notes and on the strongest cells of a heat map', () => {
    expect(contrast(palette.ink, palette.warningPage)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.warning, palette.warningPage)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.ink, palette.heatGain)).toBeGreaterThanOrEqual(4.5)
    expect(contrast(palette.ink, palette.heatLoss)).toBeGreaterThanOrEqual(4.5)
  })

  it.each(['main', 'other', 'long', 'short'] as const)('draws lines and marks that can be seen: %s', name => {
    expect(contrast(palette[name], palette.page)).toBeGreaterThanOrEqual(3)
  })
})

describe('paletteCss', () => {
  it('names colors by role', () => {
    expect(paletteCss(lightPalette)).toContain(`--heat-gain:${lightPalette.heatGain};`)
  })
})
