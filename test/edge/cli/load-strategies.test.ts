import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isScript, loadStrategies, runsTypeScript, strategyFault } from '../../../src/edge/cli/load-strategies.ts'
import { spawn } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-load-'))

/** What the command line says about a script. */
function check(name: string, text: string) {
  writeFileSync(join(folder, name), text)
  return spawn(folder, 'strategy', 'check', name, '--histories', '1')
}

const rule = (name: string, id: string) =>
  `class ${name} extends Strategy { static override readonly id = '${id}'; protected override decide(): number { return 1 } }`

describe('scripts', () => {
  it('gives every strategy once, default, named and re-exported, and leaves out what is none', () => {
    writeFileSync(join(folder, 'part.ts'), `import { Strategy } from 'peak-trade'\nexport ${rule('Part', 'part')}\n`)
    const { code, out } = check(
      'many.ts',
      `import { OrderStrategy, Strategy } from 'peak-trade'
       export { Strategy, Part }
       import { Part } from './part.ts'
       export default ${rule('Main', 'main')}
       export { Main, Main as Again }
       export abstract class Base extends Strategy { readonly shared: number = 1 }
       export class Derived extends Base { static override readonly id = 'derived'; protected override decide() { return 0 } }
       export class Orders extends OrderStrategy { static override readonly id = 'orders'; protected override onBar(): void {} }
       export const settings = { a: 1 }
       export const nothing = null
       export function helper() {}`,
    )
    expect(code).toBe(0)
    expect(out.split('\n').flatMap(line => /^(\w+) +ok /.exec(line)?.[1] ?? [])).toEqual(
      expect.arrayContaining(['part', 'main', 'derived', 'orders']),
    )
    expect(out).toContain('4 strategies')
  })

  it.each([
    ['empty.ts', '', 'empty.ts exports no strategy (it exports nothing)'],
    ['none.mjs', 'export const a = 1\nexport class B {}\n', 'none.mjs exports no strategy (it exports B, a)'],
    ['syntax.mjs', 'const a = 1\nexport const x = ;\n', "syntax.mjs:2: Unexpected token ';'"],
    ['syntax.ts', 'const a = 1\nexport const x: = 2\n', 'syntax.ts:2: Unexpected token'],
    ['enum.ts', 'enum A { B }\nexport const x = 1\n', 'enum.ts:1: TypeScript enum is not supported'],
    ['relative.ts', "import './nowhere.ts'\n", 'relative.ts cannot be loaded: Cannot find module'],
    ['package.ts', "import 'left-pad-of-nobody'\n", "package.ts cannot be loaded: Cannot find package 'left-pad-of-nobody'"],
    [
      'name.ts',
      "import { nonsense } from 'peak-trade'\nexport const a = nonsense\n",
      "name.ts:1: The requested module 'peak-trade' does not provide an export named 'nonsense'",
    ],
    ['throws.ts', 'export const a = 1\nnull.x\n', 'throws.ts:2 threw TypeError: Cannot read properties of null'],
    ['string.mjs', "throw 'a word'\n", 'string.mjs threw a word while it was loaded'],
    [
      'twins.ts',
      `import { Strategy } from 'peak-trade'\nexport ${rule('A', 'same')}\nexport ${rule('B', 'same')}\n`,
      'twins.ts: A and B have the same id "same"; rename one',
    ],
    [
      'nameless.ts',
      `import { Strategy } from 'peak-trade'\nexport ${rule('A', '')}\n`,
      'nameless.ts: class A has the id ""; give it a static id in snake_case',
    ],
    ['shouting.ts', `import { Strategy } from 'peak-trade'\nexport ${rule('A', 'LOUD')}\n`, 'shouting.ts: class A has the id "LOUD"'],
    [
      'idle.ts',
      "import { Strategy } from 'peak-trade'\nexport class A extends Strategy { static id = 'a' }\n",
      'idle.ts: class A has no decide()',
    ],
    [
      'copy.mjs',
      'class Strategy { follow() {} }\nexport class A extends Strategy { decide() { return 1 } }\n',
      'copy.mjs: class A extends another copy of peak-trade',
    ],
  ])('%s is refused with exit code 2 and one sentence', (name, text, sentence) => {
    const { code, out, error } = check(name, text)
    expect(error).toContain(`error: ${sentence}`)
    expect(error.trim().split('\n')).toHaveLength(1)
    expect(out).toBe('')
    expect(code).toBe(2)
  })

  it('that import what is broken name the other file', () => {
    writeFileSync(join(folder, 'broken.ts'), 'const a = 1\nconst b: = 2\n')
    expect(check('imports.ts', "export const ok: boolean = true\nimport './broken.ts'\n").error).toContain(
      `${join(folder, 'broken.ts')}:2: Unexpected token`,
    )
  })

  it('that are not there, or are none, are refused', async () => {
    mkdirSync(join(folder, 'folder.ts'))
    writeFileSync(join(folder, 'data.json'), '{}')
    await expect(loadStrategies(join(folder, 'nowhere.ts'))).rejects.toMatchObject({ code: 'strategy/file' })
    await expect(loadStrategies(join(folder, 'folder.ts'))).rejects.toMatchObject({ code: 'strategy/file' })
    await expect(loadStrategies(join(folder, 'data.json'))).rejects.toMatchObject({ code: 'strategy/file' })
  })
})

it.each([
  ['Node 22.13', { typescript: false }, {}, false],
  ['Node 22.6', {}, {}, false],
  ['Node 24', { typescript: 'strip' }, {}, true],
  ['Deno', {}, { deno: '2' }, true],
  ['Bun', {}, { bun: '1' }, true],
])('%s runs TypeScript by itself: %j', (_name, features, versions, runs) => {
  expect(runsTypeScript({ features, versions })).toBe(runs)
})

it.each([
  ['ma_crossover', false],
  ['rule.ts', true],
  ['rule.mjs', true],
  ['./rule', true],
  ['folder\\rule', true],
  ['rule.json', false],
])('%s: a script is %s', (text, script) => {
  expect(isScript(text)).toBe(script)
})

it('a fault names the place', () => {
  const error = new TypeError('no')
  error.stack = 'TypeError: no\n    at Mine.decide (file:///home/me/rule.ts:7:12)\n'
  expect(strategyFault(error, 'mine')).toMatchObject({ code: 'strategy/threw', message: 'mine threw TypeError: no at /home/me/rule.ts:7' })
  expect(strategyFault('word', 'mine').message).toBe('mine threw word')
  expect(strategyFault(undefined, 'mine').message).toBe('mine threw undefined')
})
