import { existsSync, globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import {
  checkCycles,
  checkDefaultExports,
  checkEntries,
  checkLayers,
  checkNames,
  checkPackages,
  checkPurity,
  checkSizes,
  checkTests,
  entries,
  type Finding,
  hasLogic,
  layers,
  linesOf,
  type Source,
} from '../scripts/architecture.ts'
import { checkPublicDocs, listPublicNames } from '../scripts/public-docs.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const listFiles = (folder: string, pattern: string) =>
  globSync(pattern, { cwd: `${root}${folder}` })
    .map(path => path.replaceAll('\\', '/'))
    .sort()
const sources: readonly Source[] = listFiles('src', '**/*.ts').map(path => ({ path, text: readFileSync(`${root}src/${path}`, 'utf8') }))
const tests = listFiles('test', '**/*.test.ts')
const manifest = JSON.parse(readFileSync(`${root}package.json`, 'utf8')) as {
  dependencies: object
  peerDependencies: object
  exports: object
}
const dependencies = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
const promised = Object.keys(manifest.exports)
  .filter(name => !name.endsWith('.json'))
  .map(name => `${name === '.' ? 'index' : name.slice(2)}.ts`)

/** Tested from further away than their mirror: a process of its own. */
const testedElsewhere = { 'edge/cli/main.ts': 'e2e/package.test.ts', 'engine/tally.ts': 'engine/target-run.test.ts' }

const longest = 400

/** One line per finding, so that a failure names all of them. */
const lines = (findings: readonly Finding[]) => findings.map(({ path, line, message }) => `${path}:${line} ${message}`)

describe('the house', () => {
  it('has sources to look at', () => {
    expect(sources.length).toBeGreaterThan(50)
    expect(Object.keys(layers)).toEqual(
      expect.arrayContaining([...new Set(sources.filter(({ path }) => path.includes('/')).map(({ path }) => path.split('/')[0]))]),
    )
  })

  it('imports as its layers say', () => {
    expect(lines(checkLayers(sources))).toEqual([])
  })

  it('never imports its own entries', () => {
    expect(lines(checkEntries(sources))).toEqual([])
  })

  it('has no cycles', () => {
    expect(lines(checkCycles(sources))).toEqual([])
  })

  it('has a pure core', () => {
    expect(lines(checkPurity(sources))).toEqual([])
  })

  it('imports only the packages it may', () => {
    expect(lines(checkPackages(sources, dependencies))).toEqual([])
  })

  it('names its files after what is inside', () => {
    expect(lines(checkNames([...sources.map(({ path }) => path)]))).toEqual([])
  })

  it('has no default exports', () => {
    expect(lines(checkDefaultExports(sources))).toEqual([])
  })

  it('has a test for every file with logic, at the mirrored place', () => {
    expect(lines(checkTests(sources, tests, testedElsewhere))).toEqual([])
  })

  it(`has no file above ${longest} lines`, () => {
    const table = sources.map(source => ({ path: source.path, lines: linesOf(source) })).sort((a, b) => b.lines - a.lines)
    console.log(
      `The longest of ${table.length} files:\n${table
        .slice(0, 10)
        .map(({ path, lines }) => `${String(lines).padStart(5)}  ${path}`)
        .join('\n')}`,
    )
    // An entry has one line for every export: as long as the library is wide.
    const withLogic = sources.filter(({ path }) => !(path in entries))
    expect(lines(checkSizes(withLogic, longest))).toEqual([])
  })

  it('has the entries that package.json promises', () => {
    expect(promised.toSorted()).toEqual(Object.keys(entries).toSorted())
    expect(promised.filter(entry => !existsSync(`${root}src/${entry}`))).toEqual([])
    expect(listPublicNames(sources, ['index.ts']).length).toBeGreaterThan(50)
  })

  it.each(Object.keys(entries))('documents what %s exports', entry => {
    expect(lines(checkPublicDocs(listPublicNames(sources, [entry])))).toEqual([])
  })
})

/** A source file on paper. */
const planted = (path: string, text: string): Source => ({ path, text })

describe('the rules', () => {
  it.each([
    ['market/a.ts', "import { x } from '../engine/b.ts'", 'market may not import engine'],
    ['market/a.ts', "import type { X } from '../engine/b.ts'", 'market may not import engine'],
    ['market/a.ts', "export { x } from '../metrics/b.ts'", 'market may not import metrics'],
    ['market/a.ts', "const x = await import('../engine/b.ts')", 'market may not import engine'],
    ['market/a.ts', "export type X = import('../engine/b.ts').X", 'market may not import engine'],
    ['market/deep/a.ts', "import { x } from '../../engine/b.ts'", 'market may not import engine'],
    ['base/a.ts', "import { x } from '../market/b.ts'", 'it may import nothing'],
    ['engine/a.ts', "import { x } from '../edge/files/b.ts'", 'engine may not import edge'],
    ['reports/a.ts', "import { x } from '../operations/b.ts'", 'reports may not import operations'],
    ['market/a.ts', "import { x } from './b'", 'needs its .ts extension'],
    ['market/a.ts', "import { x } from '../../test/b.ts'", 'leaves src'],
    ['cellar/a.ts', 'export const x = 1', 'folder "cellar" is not in the table'],
    ['index.ts', "export { x } from './edge/files/b.ts'", 'index.ts is pure'],
    ['testing.ts', "export { x } from './edge/files/b.ts'", 'testing.ts is pure'],
  ])('report a wrong import in %s: %s', (path, text, message) => {
    expect(lines(checkLayers([planted(path, text)])).join()).toContain(message)
  })

  it('let right imports pass', () => {
    const right = [
      planted('strategies/a.ts', "import { sma } from '../indicators/sma.ts'\nimport * as z from 'zod'"),
      planted('strategies/library/a.ts', "import { Strategy } from '../strategy.ts'"),
      planted('reports/a.ts', "import type { X } from '../operations/b.ts'\nimport { type Y } from '../operations/b.ts'"),
      planted('edge/a.ts', "import { readFileSync } from 'node:fs'\nimport { x } from '../reports/b.ts'"),
      planted('node.ts', "export { x } from './edge/a.ts'"),
      planted('index.ts', "export { x } from './market/a.ts'"),
    ]
    expect(lines(checkLayers(right))).toEqual([])
    expect(lines(checkEntries(right))).toEqual([])
  })

  it.each([
    ['market/a.ts', "import { x } from '../index.ts'"],
    ['market/a.ts', "export * from '../testing.ts'"],
    ['market/a.ts', "import { x } from './index.ts'"],
    ['edge/cli/a.ts', "import { x } from '../../node.ts'"],
    ['edge/cli/a.ts', "import { x } from 'peak-trade'"],
    ['edge/cli/a.ts', "const x = await import('peak-trade/node')"],
    ['index.ts', 'export const version = 1'],
    ['index.ts', "import { x } from './market/a.ts'\nexport { x }"],
    ['extra.ts', "export { x } from './market/a.ts'"],
  ])('report an entry that is imported or does something: %s, %s', (path, text) => {
    expect(checkEntries([planted(path, text)])).not.toEqual([])
  })

  it('report a cycle once, whatever its length', () => {
    const cycle = [
      planted('market/a.ts', "import { b } from './b.ts'"),
      planted('market/b.ts', "import type { C } from './deep/c.ts'"),
      planted('market/deep/c.ts', "export { a } from '../a.ts'"),
      planted('market/d.ts', "import { a } from './a.ts'"),
    ]
    expect(lines(checkCycles(cycle))).toEqual(['market/a.ts:1 imports itself: market/a.ts → market/b.ts → market/deep/c.ts → market/a.ts'])
    expect(checkCycles([planted('market/a.ts', "import { a } from './a.ts'")])).toHaveLength(1)
    expect(checkCycles(cycle.slice(1))).toEqual([])
  })

  it.each([
    "import { readFileSync } from 'node:fs'",
    "const fs = await import('node:fs')",
    'const t = Date.now()',
    'const t = new Date()',
    'const t = new Date',
    'const t = Date()',
    'const t = new Date(2024, 1, 2)',
    'const h = new Date(0).getHours()',
    'const s = x.toLocaleString()',
    "const s = a.localeCompare('b')",
    'const x = Math.random()',
    "console.log('x')",
    'const e = process.env',
    'const k = { process }',
    'setTimeout(run, 10)',
    "const r = await fetch('x')",
    'const c = globalThis.crypto',
    'const c = crypto.randomUUID()',
    'const t = performance.now()',
    'const u = import.meta.url',
    "const f = new Function('x')",
    'const m = await import(name)',
    "const m = require('fs')",
    'function f(process: number) { return process }\nprocess.exit()',
  ])('report the world in the core: %s', text => {
    expect(checkPurity([planted('market/a.ts', text)])).not.toEqual([])
    expect(checkPurity([planted('index.ts', text)])).not.toEqual([])
    expect(checkPurity([planted('edge/a.ts', text)])).toEqual([])
    expect(checkPurity([planted('node.ts', text)])).toEqual([])
  })

  it.each([
    'const t = Date.UTC(2024, 1, 2) + Date.parse(x) + new Date(0).getTime() + new Date(0).getUTCHours()',
    '// Date.now() and console.log and Math.random()\nconst s = "process.exit()" + `fetch(x)`',
    'const a = { process: 1, console: 2 }.process + x.fetch + x.performance',
    'function f(process: number) { return process + 1 }',
    'const run = ({ window: frame, self }: X) => self + frame',
    'for (const module of modules) count(module)',
    'interface X { process: number; fetch(): void }',
    'class A { crypto = 1; console() { return this.crypto } }',
    'type F = Function',
  ])('let the pure pass: %s', text => {
    expect(lines(checkPurity([planted('market/a.ts', text)]))).toEqual([])
  })

  it('report packages that the core may not have, or that nobody declares', () => {
    const declared = ['zod', 'hyparquet', '@scope/name']
    expect(lines(checkPackages([planted('market/a.ts', "import 'hyparquet'")], declared)).join()).toContain('the core may import')
    expect(lines(checkPackages([planted('market/a.ts', "import type { X } from 'hyparquet'")], declared))).toHaveLength(1)
    expect(lines(checkPackages([planted('edge/a.ts', "import 'left-pad/deep'")], declared)).join()).toContain(
      "'left-pad' is not in the dependencies",
    )
    expect(checkPackages([planted('edge/a.ts', "import 'fs'")], declared)).toHaveLength(1)
    expect(
      checkPackages(
        [
          planted('edge/a.ts', "import 'hyparquet'\nimport '@scope/name/deep'\nimport 'node:fs'"),
          planted('base/a.ts', "import * as z from 'zod'"),
        ],
        declared,
      ),
    ).toEqual([])
  })

  it.each([
    'market/utils.ts',
    'helpers/a.ts',
    'market/common.ts',
    'misc/a.ts',
    'market/types.ts',
    'market/bar-types.ts',
    'market/date-utils.ts',
    'market/BarBuffer.ts',
    'market/bar_buffer.ts',
  ])('report the name %s', path => {
    expect(checkNames([path])).toHaveLength(1)
  })

  it('let good names pass', () => {
    expect(checkNames(['market/bar-buffer.ts', 'strategies/library/ma-crossover.ts', 'index.ts', 'reports/charts/svg.ts'])).toEqual([])
  })

  it.each([
    'export default 1',
    'export default function f() {}',
    'export default class {}',
    'const x = 1\nexport { x as default }',
    "export { default } from './b.ts'",
  ])('report a default export: %s', text => {
    expect(checkDefaultExports([planted('market/a.ts', text)])).toHaveLength(1)
  })

  it('let named exports pass', () => {
    expect(
      checkDefaultExports([
        planted('market/a.ts', "import x from 'seedrandom'\nexport const y = x\nexport { default as z } from './b.ts'"),
      ]),
    ).toEqual([])
  })

  it('report logic without a test', () => {
    const source = planted('market/a.ts', 'export function f() { return 1 }')
    expect(lines(checkTests([source], []))).toEqual(['market/a.ts:1 has no test at test/market/a.test.ts'])
    expect(checkTests([source], ['a.test.ts', 'engine/a.test.ts'])).toHaveLength(1)
    expect(checkTests([source], ['market/a.test.ts'])).toEqual([])
    expect(checkTests([source], ['e2e/b.test.ts'], { 'market/a.ts': 'e2e/b.test.ts' })).toEqual([])
    expect(checkTests([source], [], { 'market/a.ts': 'e2e/b.test.ts' })).toHaveLength(1)
  })

  it.each([
    ['export const f = (x: number) => x', true],
    ['export class A {}', true],
    ['export const x = sma({ period: 3 })', true],
    ['export const x = 1000 * 60', true],
    ['export interface A { f(): void }\nexport type B = (x: number) => void', false],
    ["export { x } from './b.ts'\nexport * from './c.ts'", false],
    ["export const colors = ['#fff', '#000'] as const\nexport const limit = -1", false],
  ])('know what logic is: %s', (text, logic) => {
    expect(hasLogic(planted('market/a.ts', text))).toBe(logic)
  })

  it('report a file that is too long', () => {
    expect(checkSizes([planted('market/a.ts', 'x\n'.repeat(longest + 1))], longest)).toHaveLength(1)
    expect(checkSizes([planted('market/a.ts', 'x\n'.repeat(longest))], longest)).toEqual([])
  })

  it('report exports without documentation or example', () => {
    const example = '\n *\n * @example\n * ```ts\n * f()\n * ```'
    const declare = (...documented: string[]) => documented.join('\n')
    const check = (text: string) =>
      lines(
        checkPublicDocs(
          listPublicNames([planted('index.ts', "export * from './market/a.ts'"), planted('market/a.ts', text)], ['index.ts']),
        ),
      )
    expect(check('export function f() {}')).toEqual([
      'market/a.ts:1 f (exported by index.ts) has no documentation',
      'market/a.ts:1 f (exported by index.ts) has no @example',
    ])
    expect(check('/** Does. */\nexport function f() {}')).toEqual(['market/a.ts:2 f (exported by index.ts) has no @example'])
    expect(check('/** Is. */\nexport const f = 1')).toHaveLength(1)
    expect(check('/** Is. */\nexport class F {}')).toHaveLength(1)
    expect(check('export interface F {}')).toEqual(['market/a.ts:1 F (exported by index.ts) has no documentation'])
    expect(check('export type F = 1')).toHaveLength(1)
    expect(check('/** @internal Is. */\nexport class F {}')).toEqual([])
    expect(check('/**\n * Does.\n * @example\n * f()\n */\nexport function f() {}')).toEqual([
      'market/a.ts:6 the @example of f has no ts fence',
    ])
    expect(
      check(
        declare(
          `/**\n * Does.${example}\n */\nexport function f() {}`,
          `/**\n * Is.${example}\n */\nexport const g = 1`,
          '/** A. */\nexport interface A {}',
          'export function * hidden() {}',
        ).replace('export function * hidden', 'function * hidden'),
      ),
    ).toEqual([])
  })
})
