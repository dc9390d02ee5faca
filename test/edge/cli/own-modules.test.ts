import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { ownModule } from '../../../src/edge/cli/own-modules.ts'
import { spawn } from './spawn.ts'

const folder = mkdtempSync(join(tmpdir(), 'peak-trade-own-'))
const write = (name: string, text: string) => {
  mkdirSync(dirname(join(folder, name)), { recursive: true })
  writeFileSync(join(folder, name), text)
}

it('knows the entries of this package, and nothing else', () => {
  const source = (name: string) => new URL(`../../../src/${name}.ts`, import.meta.url).href
  expect(ownModule('peak-trade')).toBe(source('index'))
  expect(ownModule('peak-trade/node')).toBe(source('node'))
  expect(ownModule('peak-trade/testing')).toBe(source('testing'))
  for (const other of ['peak-trade/nothing', 'peak-trade/package.json', 'peak-trade/../x', 'peak-trader', 'zod', './peak-trade'])
    expect(ownModule(other)).toBeUndefined()
})

const rule = `
  static id = 'mine'
  static params = z.object({ period: z.int().min(1).default(5) })
  average = this.use(sma, { period: this.params.period })
  decide() { return this.close.value > this.average.value ? 1 : 0 }
}`

describe('a script outside the package', () => {
  it.each([
    ['plain.mjs', `import { sma, Strategy } from 'peak-trade'\nimport * as z from 'zod'\nexport class Mine extends Strategy {${rule}`],
    [
      'required.cjs',
      `const { sma, Strategy } = require('peak-trade')\nconst z = require('zod')\nmodule.exports = class Mine extends Strategy {${rule}`,
    ],
    [
      'object.cjs',
      `const { sma, Strategy } = require('peak-trade')\nconst z = require('zod')\nmodule.exports = { Mine: class extends Strategy {${rule} }`,
    ],
  ])('%s gets the same modules, without an installation', (name, text) => {
    write(name, text)
    const { code, out, error } = spawn(folder, 'strategy', 'check', name, '--histories', '2')
    expect(error).toBe('')
    expect(code).toBe(0)
    expect(out).toContain('mine (2 random histories')
  })

  it('gets them even when another copy is installed next to it', () => {
    write('other/node_modules/peak-trade/package.json', '{ "name": "peak-trade", "type": "module", "exports": "./index.js" }')
    write('other/node_modules/peak-trade/index.js', 'export class Strategy {}\nexport const sma = undefined\n')
    write(
      'other/mine.mjs',
      `import { sma, Strategy } from 'peak-trade'\nimport * as z from 'zod'\nexport class Mine extends Strategy {${rule}`,
    )
    expect(spawn(join(folder, 'other'), 'strategy', 'check', 'mine.mjs', '--histories', '2')).toMatchObject({ code: 0, error: '' })
  })

  it('gets its own zod when it has one', () => {
    write('zods/node_modules/zod/package.json', '{ "name": "zod", "type": "module", "exports": "./index.js" }')
    write('zods/node_modules/zod/index.js', 'throw new Error("this zod")\n')
    write('zods/mine.mjs', "import 'zod'\n")
    expect(spawn(join(folder, 'zods'), 'strategy', 'check', 'mine.mjs').error).toContain('this zod')
  })
})
