import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, globSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { whySkipDistTests } from '../scripts/build-state.ts'
import {
  type Claim,
  collectClaims,
  extractCommands,
  extractFences,
  type Fence,
  keepsClaim,
  show,
  witness,
} from '../scripts/doc-examples.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const generated = join(root, 'out', 'doc-examples')
const command = join(root, 'dist', 'cli.js')

const files = ['src/**/*.ts', 'README.md', 'docs/**/*.md']
  .flatMap(pattern => globSync(pattern, { cwd: root }).sort())
  .map(path => path.replaceAll('\\', '/'))
  .filter(path => !path.startsWith('docs/api/'))
const fences = files.flatMap(path => extractFences(path, readFileSync(join(root, path), 'utf8')))
const examples = fences.filter(({ language }) => language === 'ts' || language === 'typescript')
const shells = fences.filter(({ language }) => ['sh', 'bash', 'shell', 'console'].includes(language))

const why = whySkipDistTests()
const folders: string[] = []

/** A folder like the one of a reader: prices of some year, and the examples of the repository. */
function readersFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'peak-trade-reader-'))
  folders.push(folder)
  const prices = readFileSync(join(root, 'node_modules/@observablehq/sample-datasets/aapl.csv'), 'utf8').trimEnd().split('\n').slice(1)
  const rows = prices.map(row => {
    const [date, open, high, low, close, , volume] = row.split(',')
    return [date, open, high, low, close, volume].join(',')
  })
  writeFileSync(join(folder, 'prices.csv'), ['time,open,high,low,close,volume', ...rows, ''].join('\n'))
  if (existsSync(join(root, 'examples'))) symlinkSync(join(root, 'examples'), join(folder, 'examples'))
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'))
  return folder
}

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

describe('examples in the documentation', () => {
  it('are there', () => {
    console.log(
      `${examples.length} examples, ${examples.flatMap(({ code }) => collectClaims(code).claims).length} promised values, ${shells.length} shell blocks in ${files.length} files`,
    )
    expect(examples.length).toBeGreaterThan(50)
  })

  it('compile', { timeout: 180_000 }, () => {
    expect(typeErrors(examples)).toEqual([])
  })
})

describe('running the examples', () => {
  const start = process.cwd()

  beforeAll(() => {
    rmSync(generated, { recursive: true, force: true })
    mkdirSync(generated, { recursive: true })
    process.chdir(readersFolder())
    for (const method of ['log', 'info', 'warn', 'error', 'table'] as const) vi.spyOn(console, method).mockImplementation(() => undefined)
  })

  afterAll(() => {
    vi.restoreAllMocks()
    process.chdir(start)
  })

  afterEach(() => {
    process.exitCode = undefined
  })

  it.each(examples.map((fence, number) => ({ name: `${fence.path}:${fence.line}`, fence, number })))('$name', async ({ fence, number }) => {
    expect(await runExample(fence, `${number}.ts`)).toEqual([])
  })
})

describe.skipIf(why !== undefined || shells.length === 0)(
  `commands in the documentation${why === undefined ? '' : ` (skipped: ${why})`}`,
  () => {
    const scripts = (JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { scripts: Record<string, string> }).scripts

    it.each([...new Set(shells.map(({ path }) => path))])('%s', { timeout: 180_000 }, path => {
      const folder = readersFolder()
      const broken: string[] = []
      for (const { line, code } of shells.filter(shell => shell.path === path)) {
        for (const text of extractCommands(code)) {
          const problem = checkCommand(text, folder, scripts)
          if (problem !== undefined) broken.push(`${path}:${line} ${text}\n${problem}`)
        }
      }
      expect(broken).toEqual([])
    })
  },
)

/** Everything the compiler says about the examples, at their place in the documentation. */
function typeErrors(list: readonly Fence[]): string[] {
  const names = new Map(list.map((fence, number) => [join(generated, `${number}.ts`), fence]))
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), path => readFileSync(path, 'utf8'))
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [], files: [] }, ts.sys, root)
  const relaxed: ts.CompilerOptions = {
    ...options,
    noUnusedLocals: false,
    noUnusedParameters: false,
    moduleDetection: ts.ModuleDetectionKind.Force,
  }
  const host = ts.createCompilerHost(relaxed)
  const { fileExists, readFile, getSourceFile } = host
  host.fileExists = path => names.has(path) || fileExists(path)
  host.readFile = path => names.get(path)?.code ?? readFile(path)
  host.getSourceFile = (path, version, ...rest) => {
    const fence = names.get(path)
    return fence === undefined ? getSourceFile(path, version, ...rest) : ts.createSourceFile(path, fence.code, version, true)
  }
  const program = ts.createProgram({ rootNames: [...names.keys()], options: relaxed, host })
  return [...names].flatMap(([path, fence]) => {
    const file = program.getSourceFile(path)
    const found = [...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
    return found.map(({ start = 0, messageText }) => {
      const { line } = ts.getLineAndCharacterOfPosition(file as ts.SourceFile, start)
      return `${fence.path}:${fence.line + line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`
    })
  })
}

/** Runs an example and lists what it throws and which of its promised values are not kept. */
async function runExample(fence: Fence, name: string): Promise<string[]> {
  const { code, claims } = collectClaims(fence.code)
  const path = join(generated, name)
  writeFileSync(path, `${code}\nexport {}\n`)
  const place = ({ line }: Claim) => `${fence.path}:${fence.line + line}`
  const reached = new Set<number>()
  const broken: string[] = []
  const witnesses = globalThis as unknown as Record<string, unknown>
  witnesses[witness] = (number: number, value: unknown) => {
    reached.add(number)
    const claim = claims[number]
    if (!keepsClaim(value, claim.text)) broken.push(`${place(claim)} promises ${claim.text}, gives ${show(value)}`)
  }
  try {
    await import(/* @vite-ignore */ path)
  } catch (error) {
    return [...broken, `${fence.path}:${fence.line} ${error instanceof Error ? (error.stack ?? error.message) : show(error)}`]
  } finally {
    delete witnesses[witness]
  }
  return [
    ...broken,
    ...claims.filter((_, number) => !reached.has(number)).map(claim => `${place(claim)} promises ${claim.text}, but is never reached`),
  ]
}

/** Commands that do not end by themselves, or that need a network. */
const endless = /\b(serve|dashboard|watch|shadow|live(?! map)|worker)\b/

/** Why a documented command does not work; undefined when it does. Commands of other programs are left alone. */
function checkCommand(text: string, folder: string, scripts: Readonly<Record<string, string>>): string | undefined {
  const script = /\bnpm (?:run (?:--silent |-s )?([\w:-]+)|(test))\b/.exec(text)
  if (script !== null) return (script[1] ?? script[2]) in scripts ? undefined : `package.json has no script "${script[1] ?? script[2]}"`
  const run = text.replace(/^npx (--no-install )?peak-trade\b/, 'peak-trade')
  if (!/^peak-trade\b/.test(run)) return undefined
  if (endless.test(run)) {
    console.log(`not run: ${text}`)
    return undefined
  }
  const bin = join(folder, '.bin')
  mkdirSync(bin, { recursive: true })
  const shim = join(bin, 'peak-trade')
  writeFileSync(shim, `#!/bin/sh\nexec '${process.execPath}' '${command}' "$@"\n`)
  chmodSync(shim, 0o755)
  const { status, stdout, stderr } = spawnSync('bash', ['-c', run], {
    cwd: folder,
    env: { ...process.env, PATH: `${bin}${delimiter}${process.env.PATH}` },
    encoding: 'utf8',
    timeout: 60_000,
  })
  return status === 0 ? undefined : `exit ${status}\n${stdout}${stderr}`
}

describe('the checks of examples', () => {
  const comment = [
    '/**',
    ' * Does.',
    ' *',
    ' * @example',
    ' * ```ts',
    ' * f() // 1',
    ' *',
    ' * g()',
    ' * ```',
    ' */',
    'export const f = 1',
  ].join('\n')

  it('find fences in comments and in Markdown', () => {
    expect(extractFences('src/a.ts', comment)).toEqual([{ path: 'src/a.ts', line: 6, language: 'ts', code: 'f() // 1\n\ng()' }])
    const markdown = 'Text\n\n```ts\nf()\n```\n\n- item\n\n  ```sh\n  peak-trade x\n    --y\n  ```\n\n````md\n```ts\nno()\n```\n````\n'
    expect(extractFences('README.md', markdown)).toEqual([
      { path: 'README.md', line: 4, language: 'ts', code: 'f()' },
      { path: 'README.md', line: 10, language: 'sh', code: 'peak-trade x\n  --y' },
      { path: 'README.md', line: 15, language: 'md', code: '```ts\nno()\n```' },
    ])
  })

  it('take values, and leave prose alone', () => {
    const code = [
      'f(1) // 2',
      'f(2) // the second',
      'f(3) // a number in [0, 1)',
      'const x = f(4) // [1, 2]',
      'console.log(x) // -1.5, NaN',
      "try { f(5) } catch (error) { error.code // 'a/b'",
      '}',
      'f(6) // 1_000 per year',
      'if (x) f(7) // true',
      'const { y } = f(8) // 3',
      "f(9) // { a: 1, b: 'x' }",
      'f(10) // 1, 2, …',
    ].join('\n')
    const { claims, code: rewritten } = collectClaims(code)
    expect(claims).toEqual([
      { line: 0, text: '2' },
      { line: 3, text: '[1, 2]' },
      { line: 4, text: '-1.5, NaN' },
      { line: 5, text: "'a/b'" },
      { line: 8, text: 'true' },
      { line: 10, text: "{ a: 1, b: 'x' }" },
      { line: 11, text: '1, 2, …' },
    ])
    expect(rewritten.split('\n')).toHaveLength(12)
  })

  it.each([
    [2, '2', true],
    [1.9999999999999996, '2', true],
    [1.9999, '2', false],
    ['2', '2', false],
    [1.234, '1.23', true],
    [1.236, '1.23', false],
    [1000, '1_000', true],
    [Number.NaN, 'NaN', true],
    [0, 'NaN', false],
    [1e-9, '1e-9', true],
    [2e-9, '1e-9', false],
    [true, 'true', true],
    [1, 'true', false],
    ['a', "'a'", true],
    ['b', "'a'", false],
    ['# Title of', "'# Title …'", true],
    ['# Text', "'# Title …'", false],
    [undefined, 'undefined', true],
    [null, 'null', true],
    [Float64Array.of(Number.NaN, 1.5), 'NaN, 1.5', true],
    [Float64Array.of(Number.NaN, 1.5, 2), 'NaN, 1.5', false],
    [Float64Array.of(Number.NaN, 1.5, 2), 'NaN, 1.5, …', true],
    [Float64Array.of(Number.NaN, 1.6, 2), 'NaN, 1.5, …', false],
    [[1, 2], '[1, 2]', true],
    [[1, 3], '[1, 2]', false],
    [Float64Array.of(1, 2), '[1, 2]', true],
    [{ a: 1, b: 'x' }, "{ a: 1, b: 'x' }", true],
    [{ a: 1, b: 'x', c: 0 }, "{ a: 1, b: 'x' }", false],
    [{ a: 2 }, '{ a: 1 }', false],
    [-2, '-2', true],
    [2, '-2', false],
  ] as const)('compare %s with the promise %s', (actual, text, kept) => {
    expect(keepsClaim(actual, text)).toBe(kept)
  })

  it('report what throws, what is not kept and what is never reached', async () => {
    mkdirSync(generated, { recursive: true })
    const fence = (code: string): Fence => ({ path: 'README.md', line: 10, language: 'ts', code })
    expect(await runExample(fence("const x: number = 2\nx + 1 // 4\n'a' // 'a'"), 'planted-1.ts')).toEqual([
      'README.md:11 promises 4, gives 3',
    ])
    expect(await runExample(fence('try {\n  Number(1)\n} catch (error) {\n  String(error) // 1\n}'), 'planted-2.ts')).toEqual([
      'README.md:13 promises 1, but is never reached',
    ])
    expect((await runExample(fence("throw new Error('planted')"), 'planted-3.ts')).join()).toContain('README.md:10 Error: planted')
    expect((await runExample(fence("import { nothing } from 'peak-trade'\nnothing()"), 'planted-4.ts')).join()).toContain('README.md:10')
    expect(
      await runExample(fence("import { sma } from 'peak-trade'\nsma(Float64Array.of(1, 2), { period: 2 }) // NaN, 1.5"), 'planted-5.ts'),
    ).toEqual([])
  })

  it('report type errors at their line', { timeout: 180_000 }, () => {
    const code = "import { sma } from 'peak-trade'\n\nsma('text')"
    expect(typeErrors([{ path: 'README.md', line: 10, language: 'ts', code }]).join()).toMatch(/^README\.md:12 /)
  })

  it('read commands from shell fences', () => {
    expect(extractCommands('$ npm ci # once\n\n# a comment\npeak-trade backtest prices.csv \\\n  --report out.html\n')).toEqual([
      'npm ci',
      'peak-trade backtest prices.csv --report out.html',
    ])
  })

  it('report scripts that are not there', () => {
    expect(checkCommand('npm run dance', root, { build: '' })).toContain('no script "dance"')
    expect(checkCommand('npm ci && npm run build', root, { build: '' })).toBeUndefined()
    expect(checkCommand('git clone x', root, {})).toBeUndefined()
  })
})
