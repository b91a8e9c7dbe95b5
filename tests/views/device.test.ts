import { expect, test } from 'vitest'
import { translator } from '../../src/i18n/translate.ts'
import { deviceWords } from '../../views/account/device.ts'
import type { Reader } from '../../views/reader.ts'

const reader = { t: translator('vi') } as Reader

const chrome = (system: string, more = '') =>
  `Mozilla/5.0 (${system}) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/107.0.0.0 Safari/537.36${more}`

test.each([
  [chrome('Linux; Android 10; SM-A107F'), 'Chrome trên Android'],
  [chrome('Windows NT 6.1; Win64; x64'), 'Chrome trên Windows'],
  [chrome('Windows NT 10.0', ' Edg/107.0.1418.24'), 'Microsoft Edge trên Windows'],
  [chrome('Windows NT 10.0; Win64; x64', ' coc_coc_browser/108.0.0'), 'Cốc Cốc trên Windows'],
  [chrome('Linux; Android 12', ' Zalo android/12100678 ZaloTheme/light'), 'Zalo trên Android'],
  [chrome('Linux; Android 9', ' SamsungBrowser/18.0'), 'Samsung Internet trên Android'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:106.0) Gecko/20100101 Firefox/106.0', 'Firefox trên Linux'],
  [
    'Mozilla/5.0 (iPhone; CPU iPhone OS 15_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/15.6 Mobile/15E148 Safari/604.1',
    'Safari trên iOS',
  ],
  ['Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605 Safari/605', 'Safari trên macOS'],
  ['curl/7.88.1', 'curl'],
  ['', 'Không rõ thiết bị'],
])('%s is called %s', (userAgent, words) => {
  expect(deviceWords(reader, userAgent)).toBe(words)
})
