import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { strategyNames } from '../../../src/edge/cli/strategy-new-command.ts'
import { strategySource, strategyTestSource } from '../../../src/edge/cli/strategy-template.ts'

const root = fileURLToPath(new URL('../../..', import.meta.url))

it('is sound TypeScript and in the style of this house', () => {
  mkdirSync(join(root, 'out'), { recursive: true })
  const folder = mkdtempSync(join(root, 'out', 'template-'))
  try {
    for (const [name, orders] of [
      ['rsi-dip', false],
      ['map', true],
    ] as const) {
      const names = strategyNames(name)
      writeFileSync(join(folder, `${names.file}.ts`), strategySource(names, orders))
      writeFileSync(join(folder, `${names.file}.test.ts`), strategyTestSource(names, orders))
    }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ extends: '../../tsconfig.json', include: ['.'] }))
    const tsc = spawnSync(process.execPath, [join(root, 'node_modules/typescript/bin/tsc'), '-p', folder], { encoding: 'utf8' })
    expect(tsc.stdout).toBe('')
    const stdin = (orders: boolean) =>
      strategySource(strategyNames('rsi_dip'), orders) + strategyTestSource(strategyNames('rsi_dip'), orders)
    for (const orders of [false, true]) expect(stdin(orders)).not.toMatch(/undefined|\[object|\t| \n/)
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
