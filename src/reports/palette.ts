/** The colors of a report, by role. */
export interface Palette {
  /** Behind everything. */
  readonly page: string
  /** Behind figures, tables and code. */
  readonly surface: string
  readonly ink: string
  /** Labels and small print. */
  readonly muted: string
  readonly line: string
  /** The subject of a chart. */
  readonly main: string
  /** Another subject beside it. */
  readonly second: string
  /** What it is compared with. */
  readonly other: string
  readonly gain: string
  readonly loss: string
  readonly long: string
  readonly short: string
  /** Cells of a heat map at full strength; ink is written on them. */
  readonly heatGain: string
  readonly heatLoss: string
  readonly warning: string
  readonly warningPage: string
}

/** For daylight and paper. */
export const lightPalette: Palette = {
  page: '#faf9f6',
  surface: '#ffffff',
  ink: '#1d2125',
  muted: '#5b626a',
  line: '#e3e0d9',
  main: '#1d5c9e',
  second: '#8a3f93',
  other: '#7d848c',
  gain: '#17734f',
  loss: '#b23a2b',
  long: '#0f6b74',
  short: '#a8540f',
  heatGain: '#7cc4a4',
  heatLoss: '#eb9b8d',
  warning: '#8a5200',
  warningPage: '#fdf5e4',
}

/** For the night. */
export const darkPalette: Palette = {
  page: '#14171a',
  surface: '#1b1f23',
  ink: '#e9e7e3',
  muted: '#a3aab2',
  line: '#30363c',
  main: '#74b3f4',
  second: '#d091dc',
  other: '#868e97',
  gain: '#62cba0',
  loss: '#f28c79',
  long: '#58c4cc',
  short: '#eea55c',
  heatGain: '#22694d',
  heatLoss: '#8f3b30',
  warning: '#f0bd6a',
  warningPage: '#29231a',
}

/** A palette as CSS custom properties: `heatGain` becomes `--heat-gain`. */
export function paletteCss(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, color]) => `--${name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`)}:${color}`)
    .join(';')
}
