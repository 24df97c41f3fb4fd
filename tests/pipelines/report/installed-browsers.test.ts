import { expect, test } from 'vitest'
import { findInstalledBrowsers } from '../../../pipelines/report/installed-browsers.ts'

const PROGRAMS = 'C:\\Program Files'

test.each([
  [
    'linux',
    {},
    ['/usr/bin/chromium', '/usr/bin/google-chrome-stable'],
    ['/usr/bin/google-chrome-stable', '/usr/bin/chromium'],
  ],
  ['linux', {}, [], []],
  [
    'darwin',
    {},
    ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
    ['/Applications/Chromium.app/Contents/MacOS/Chromium'],
  ],
  [
    'win32',
    { PROGRAMFILES: PROGRAMS },
    [`${PROGRAMS}\\Microsoft\\Edge\\Application\\msedge.exe`, `${PROGRAMS}\\Google\\Chrome\\Application\\chrome.exe`],
    [`${PROGRAMS}\\Google\\Chrome\\Application\\chrome.exe`, `${PROGRAMS}\\Microsoft\\Edge\\Application\\msedge.exe`],
  ],
  ['win32', {}, [`${PROGRAMS}\\Google\\Chrome\\Application\\chrome.exe`], []],
] as const)('%s %j', (platform, env, there, expected) => {
  const exists = (path: string) => (there as readonly string[]).includes(path)
  expect(findInstalledBrowsers(platform, env, exists)).toEqual(expected)
})
