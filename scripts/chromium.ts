import { existsSync } from 'node:fs'

/** The Chromium to test with: the environment variable `CHROMIUM`, or where distributions put it. */
export function chromium(): string | undefined {
  const candidates = [process.env.CHROMIUM, '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
  return candidates.find(path => path !== undefined && path !== '' && existsSync(path))
}

/** A browser that talks to nobody. */
export const quietChromium: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
