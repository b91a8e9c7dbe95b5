import { unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { printZip } from '../../src/exports/zip.ts'

const at = Date.parse('2022-09-09T17:00:00+07:00')
const files = [{ name: 'targets.csv', text: 'code\nCK-01\n' }]

test('the same files give the same bytes, whatever the zone of the machine', () => {
  const zip = Buffer.from(printZip(files, at, 'Asia/Ho_Chi_Minh'))
  expect(zip.equals(Buffer.from(printZip(files, at, 'Asia/Ho_Chi_Minh')))).toBe(true)
  expect(new TextDecoder().decode(unzipSync(zip)['targets.csv'])).toBe(files[0]!.text)
  // The entry carries 17:00:00 of 9/9/2022 as zip writes it: hours, minutes, half seconds; years from 1980.
  const view = new DataView(zip.buffer, zip.byteOffset)
  expect([view.getUint16(10, true), view.getUint16(12, true)]).toEqual([17 << 11, (42 << 9) | (9 << 5) | 9])
})
