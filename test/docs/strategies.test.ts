import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { drawStrategies } from '../../scripts/strategy-pictures.ts'
import { catalog } from '../../src/strategies/catalog.ts'
import { parseParams } from '../../src/strategies/parse-params.ts'

const docs = new URL('../../docs/', import.meta.url)
const read = (path: string) => readFileSync(new URL(path, docs), 'utf8')
const strategies = catalog.list({ includeResearch: true })
const pages = { library: read('strategies.md'), research: read('research-strategies.md') }

/** Sections by heading: everything up to the next heading of the same level. */
function sections(page: string): Map<string, string> {
  return new Map(
    page
      .split(/^## /m)
      .slice(1)
      .map(part => [part.slice(0, part.indexOf('\n')), part.slice(part.indexOf('\n'))]),
  )
}

const found = { library: sections(pages.library), research: sections(pages.research) }
const sectionOf = ({ id, tier }: { readonly id: string; readonly tier: string }) =>
  found[tier === 'r_and_d' ? 'research' : 'library'].get(id) ?? ''

/** Rows of the tables with this header, cells trimmed. */
function rows(section: string, header: string): readonly (readonly string[])[] {
  const lines = section.split('\n')
  const start = lines.indexOf(header)
  if (start < 0) return []
  const end = lines.findIndex((line, k) => k > start && !line.startsWith('|'))
  return lines.slice(start + 2, end < 0 ? undefined : end).map(line =>
    line
      .slice(1, -1)
      .split('|')
      .map(cell => cell.trim()),
  )
}

/** Defaults by parameter; a row may name several, with as many defaults. */
function documented(section: string): readonly (readonly [name: string, value: string])[] {
  return rows(section, '| parameter | default | unit |').flatMap(([names, defaults]) => {
    const values = defaults.split(', ')
    return names.split(', ').map((name, k) => [name.replaceAll('`', ''), values[k]] as const)
  })
}

describe('the pages about strategies', () => {
  it('have sections for the strategies of the catalog, each on the page of its tier, and no others', () => {
    const ids = (research: boolean) => strategies.filter(({ tier }) => (tier === 'r_and_d') === research).map(({ id }) => id)
    expect([...found.library.keys()]).toEqual(ids(false))
    expect([...found.research.keys()].sort()).toEqual(ids(true).sort())
  })

  it('begin with a table of all of them, with title, tier, a rule and a link', () => {
    const listed = rows(pages.library, '| id | title | tier | rule with default parameters |')
    expect(listed.map(([id, title, tier]) => [id, title, tier])).toEqual(
      strategies.map(({ id, title, tier }) => [
        `[\`${id}\`](${tier === 'r_and_d' ? 'research-strategies.md' : ''}#${id})`,
        title,
        `\`${tier}\``,
      ]),
    )
    for (const [, , , rule] of listed) expect(rule.length).toBeGreaterThan(10)
  })

  it.each(strategies.map(strategy => [strategy.id, strategy] as const))('describe %s', (_, strategy) => {
    const section = sectionOf(strategy)
    const paragraphs = section.split('\n\n').map(part => part.trim())
    for (const part of ['Idea', 'Rule', 'When it fails', 'Ours', 'Sources?']) {
      const written = paragraphs.filter(text => new RegExp(`^\\*\\*${part}\\.\\*\\* \\S`).test(text))
      expect(written, part).toHaveLength(1)
    }
    expect(section).toMatch(new RegExp(`!\\[Signals of ${strategy.id} on AAPL: [^\\]]+\\]\\(pictures/strategies/${strategy.id}\\.svg\\)`))
    expect(existsSync(new URL(`pictures/strategies/${strategy.id}.svg`, docs))).toBe(true)
  })

  it.each(strategies.map(strategy => [strategy.id, strategy] as const))('give the parameters and defaults of %s', (_, strategy) => {
    const section = sectionOf(strategy)
    const defaults = parseParams(strategy, {}) as Readonly<Record<string, unknown>>
    expect(documented(section)).toEqual(Object.entries(defaults).map(([name, value]) => [name, String(value)]))
    for (const [, , unit] of rows(section, '| parameter | default | unit |')) expect(unit).not.toBe('')
    if (Object.keys(defaults).length === 0) expect(section).toContain('\n**Parameters.** None.')
  })
})

describe('the pictures of strategies', () => {
  let drawn: ReadonlyMap<string, string>
  beforeAll(async () => {
    drawn = await drawStrategies()
  })

  it('are there for all of them and for nothing else', () => {
    const files = readdirSync(new URL('pictures/strategies/', docs))
    expect(files.sort()).toEqual(strategies.map(({ id }) => `${id}.svg`).sort())
    expect([...drawn.keys()]).toEqual(strategies.map(({ id }) => id))
  })

  it.each(strategies.map(({ id }) => id))('show %s as it is now; if not: node scripts/draw-strategies.ts', id => {
    // Compared as a flag: a difference would print two pictures.
    expect(read(`pictures/strategies/${id}.svg`) === drawn.get(id)).toBe(true)
  })

  it.each(strategies.map(({ id }) => id))('show a position of %s, and stay small and whole', id => {
    const svg = drawn.get(id) ?? ''
    expect(svg).toMatch(/ class="held-(long|short)"/)
    expect(svg).toMatch(/ class="mark enter-(long|short)"/)
    expect(svg.length).toBeLessThan(60_000)
    expect(svg).not.toMatch(/NaN|Infinity|undefined|<script/)
    // Every line has a point, and nothing stands outside.
    for (const [, path] of svg.matchAll(/<path d="([^"]*)" class="(?:main|second|other|price)"/g)) expect(path).toMatch(/^M/)
    for (const [, x] of svg.matchAll(/[ML](-?[\d.]+) -?[\d.]+/g)) expect(Number(x) >= 0 && Number(x) <= 960).toBe(true)
  })

  it('say so where parameters are not the defaults', () => {
    const changed = [...drawn].filter(([, svg]) => svg.includes('else default parameters')).map(([id]) => id)
    expect(changed).toEqual(['armstrong_el_karoui', 'ehlers_cycle_filter', 'meta_labeling'])
    for (const id of changed) expect(found.research.get(id)).toMatch(/\nDrawn with `/)
  })
})
