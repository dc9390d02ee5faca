import { spawnSync } from 'node:child_process'
import { chmodSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { whySkipDistTests } from '../../scripts/build-state.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  version: string
  dependencies: Record<string, string>
  peerDependencies: Record<string, string>
  exports: Record<string, string | { types: string; default: string }>
}
const why = whySkipDistTests()
const entries = ['peak-trade', 'peak-trade/node', 'peak-trade/testing', 'peak-trade/bullmq']

/** What a program printed, or what went wrong. */
function run(command: string, args: readonly string[], cwd: string): { status: number | null; output: string } {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8', timeout: 120_000 })
  return { status, output: `${stdout}${stderr}${error ?? ''}` }
}

describe.skipIf(why !== undefined)(`the package, installed${why === undefined ? '' : ` (skipped: ${why})`}`, () => {
  let folder: string
  let project: string
  let installed: string
  const node = (...args: string[]) => run(process.execPath, args, project)
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(project, name)), { recursive: true })
    writeFileSync(join(project, name), text)
  }

  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'peak-trade-package-'))
    const packed = run('npm', ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder], root)
    expect(packed.status, packed.output).toBe(0)
    const [tarball] = globSync('*.tgz', { cwd: folder })
    console.log(`${tarball}: ${(statSync(join(folder, tarball)).size / 1000).toFixed(0)} kB`)
    expect(run('tar', ['-xzf', tarball], folder).status).toBe(0)
    // An install without a network: the unpacked tarball next to the declared dependencies.
    project = join(folder, 'project')
    installed = join(project, 'node_modules/peak-trade')
    mkdirSync(join(project, 'node_modules'), { recursive: true })
    expect(run('mv', [join(folder, 'package'), installed], folder).status).toBe(0)
    for (const name of [...Object.keys(manifest.dependencies), '@types/node']) {
      mkdirSync(dirname(join(project, 'node_modules', name)), { recursive: true })
      symlinkSync(join(root, 'node_modules', name), join(project, 'node_modules', name))
    }
    write('package.json', '{ "name": "project", "private": true, "type": "module" }')
  }, 120_000)

  afterAll(() => {
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  it('holds what runs, its types and its license, and no sources or tests', () => {
    const files = globSync('**/*', { cwd: installed, withFileTypes: true })
      .filter(file => file.isFile())
      .map(file => join(file.parentPath, file.name).slice(installed.length + 1))
    expect(files).toEqual(expect.arrayContaining(['package.json', 'LICENSE', 'dist/index.js', 'dist/index.d.ts', 'dist/cli.js']))
    expect(
      files.filter(file => !/^(package\.json|LICENSE|README\.md|CHANGELOG\.md|dist\/.+\.(js|d\.ts)|config-schemas\/.+\.json)$/.test(file)),
    ).toEqual([])
    for (const target of Object.values(manifest.exports).flatMap(paths => (typeof paths === 'string' ? paths : Object.values(paths)))) {
      expect(files).toContain(target.slice(2))
    }
  })

  it('imports only what it declares', () => {
    const declared = Object.keys({ ...manifest.dependencies, ...manifest.peerDependencies })
    const imported = globSync('dist/**/*.js', { cwd: installed }).flatMap(file =>
      ts.preProcessFile(readFileSync(join(installed, file), 'utf8')).importedFiles.map(({ fileName }) => fileName),
    )
    const packages = imported
      .filter(name => !/^(\.|node:)/.test(name))
      .map(name =>
        name
          .split('/')
          .slice(0, name.startsWith('@') ? 2 : 1)
          .join('/'),
      )
    expect(packages.length).toBeGreaterThan(0)
    expect([...new Set(packages)].filter(name => !declared.includes(name))).toEqual([])
    expect(imported.filter(name => name.endsWith('.ts'))).toEqual([])
  })

  it.each(entries)('imports %s from JavaScript', entry => {
    write('import.js', `const names = Object.keys(await import('${entry}'))\nconsole.log(names.length)`)
    const { status, output } = node('import.js')
    expect(status, output).toBe(0)
    expect(Number(output)).toBeGreaterThan(0)
  })

  it('runs a backtest from JavaScript', () => {
    write(
      'backtest.js',
      `import { backtest, MaCrossover, syntheticBars } from 'peak-trade'
       const { summary, equity } = backtest(MaCrossover, syntheticBars({ seed: 1, length: 500 }))
       console.log(JSON.stringify({ bars: equity.length, trades: summary.trades }))`,
    )
    const { status, output } = node('backtest.js')
    expect(status, output).toBe(0)
    expect(JSON.parse(output)).toMatchObject({ bars: 500, trades: expect.any(Number) })
  })

  it('is required from CommonJS, where it is the same module', () => {
    write(
      'require.cjs',
      `const required = require('peak-trade')
       import('peak-trade').then(imported => console.log(typeof required.backtest, required.sma === imported.sma))`,
    )
    expect(node('--no-warnings', 'require.cjs').output.trim()).toBe('function true')
  })

  it('keeps its insides to itself', () => {
    write('inside.js', "await import('peak-trade/dist/engine/simulate.js')")
    expect(node('inside.js').output).toContain('ERR_PACKAGE_PATH_NOT_EXPORTED')
  })

  it.each([
    { module: 'nodenext', moduleResolution: 'nodenext', lib: ['es2023'], types: ['node'] },
    { module: 'esnext', moduleResolution: 'bundler', lib: ['es2023', 'dom'], types: [] },
  ])(
    'compiles with moduleResolution $moduleResolution and types $types, declarations checked',
    ({ module, moduleResolution, lib, types }) => {
      write(
        'src/use.ts',
        `import { backtest, type BacktestResult, MaCrossover, sma, Strategy, syntheticBars } from 'peak-trade'
       import * as node from 'peak-trade/node'
       import { checkStrategy } from 'peak-trade/testing'
       import * as z from 'zod'

       class Mine extends Strategy<typeof Mine.params> {
         static override readonly id = 'mine'
         static override readonly params = z.object({ period: z.int().min(1).default(20) })
         private readonly average = this.use(sma, { period: this.params.period })
         protected override decide(): number {
           return this.close.value > this.average.value ? 1 : 0
         }
       }
       const bars = syntheticBars({ seed: 1, length: 500 })
       const result: BacktestResult = backtest(Mine, bars, { params: { period: 5 } })
       const sharpe: number = result.summary.sharpe
       // @ts-expect-error a parameter of the wrong type does not compile
       backtest(MaCrossover, bars, { params: { fast: 'x' } })
       // @ts-expect-error an unknown name is not exported
       node.nothingOfTheKind
       export const out: readonly unknown[] = [sharpe, checkStrategy(Mine), Object.keys(node)]
      `,
      )
      write(
        'tsconfig.json',
        JSON.stringify({
          compilerOptions: {
            target: 'es2023',
            lib,
            module,
            moduleResolution,
            strict: true,
            exactOptionalPropertyTypes: true,
            skipLibCheck: false,
            types,
            noEmit: true,
          },
          include: ['src'],
        }),
      )
      const { status, output } = node(join(root, 'node_modules/typescript/bin/tsc'), '-p', '.')
      expect(output).toBe('')
      expect(status).toBe(0)
    },
  )

  it('runs its command', () => {
    const command = join(installed, 'dist/cli.js')
    expect(readFileSync(command, 'utf8').startsWith('#!/usr/bin/env node\n')).toBe(true)
    expect(statSync(command).mode & 0o111).not.toBe(0)
    // As npm links it.
    mkdirSync(join(project, 'node_modules/.bin'), { recursive: true })
    symlinkSync(command, join(project, 'node_modules/.bin/peak-trade'))
    chmodSync(command, 0o755)
    const help = node('node_modules/.bin/peak-trade', '--help')
    expect(help.status, help.output).toBe(0)
    expect(help.output).toMatch(/usage: peak-trade/i)
    expect(help.output).toContain('backtest')
    const version = node('node_modules/.bin/peak-trade', '--version')
    expect(version.output.trim()).toBe(manifest.version)
    const nonsense = node('node_modules/.bin/peak-trade', 'nonsense')
    expect(nonsense.status).not.toBe(0)
    expect(nonsense.output).not.toContain('    at ')
  })
})
