import { expect, test } from 'vitest'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { rowsOf, workbook } from '../support/workbook.ts'

const csvFile = (name: string, ...lines: string[]) => new File([`${lines.join('\n')}\n`], name)

/** The preview of what was brought. */
async function shown(house: House, file: File): Promise<string> {
  const admin = house.as('admin')
  const answer = await admin.fillIn('/admin/import', {}, { files: { files: [file] } })
  expect(answer.status).toBe(303)
  return await page(await admin.get(answer.headers.get('location')!))
}

test('what is wrong says what to do: the choices of a column, the column that was meant, how to save a file', async () => {
  const house = await openHouse()
  const wrong = await shown(house, csvFile('units.csv', 'Mã,Tên đầy đủ,kind', 'H-X,Xã,xa'))
  expect(wrong).toContain('Có phải là cột “name”?')
  expect(wrong).toContain('Thêm cột có tiêu đề “short_name” ở dòng 1.')
  expect(wrong).toContain('commune = Xã')
  const utf16 = (text: string) => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, 'utf16le')])
  const typed = 'day\tkind\tname\r\n2/9/2022\tholiday\tQuốc khánh'
  const read = await shown(house, new File([utf16(typed)], 'calendar.txt'))
  expect(read).toContain('Nhập 1 dòng')
  const latin = new File([Buffer.from('day;kind;name\r\n2/9/2022;holiday;Qu\xf4c', 'latin1')], 'calendar.csv')
  expect(await shown(house, latin)).toContain('CSV UTF-8')
  const unknown = new File(
    [new Uint8Array(workbook({ sheets: { 'Giao cam kết': rowsOf(['STT'], ['1']) } }))],
    'a.xlsx',
  )
  const refused = await house.as('admin').fillIn('/admin/import', {}, { files: { files: [unknown] } })
  const told = await page(refused)
  for (const words of ['đúng tên trong “Giao cam kết”', 'updates.csv']) expect(told).toContain(words)
})
