import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { root } from '../../src/root.ts'
import { newId } from '../../src/storage/ids.ts'
import { changed, openAnnex, signed } from '../support/amending.ts'
import { addNextYear, drawUp, go } from '../support/commitments.ts'
import { type House, openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { hasPoppler, wordsOf } from '../support/poppler.ts'
import { words } from '../support/words.ts'

const docxWords = (docx: Uint8Array) =>
  strFromU8(unzipSync(docx)['word/document.xml']!).replace(/<[^>]+>/g, ' ')

async function open() {
  const house = await openHouse()
  await addNextYear(house)
  return { house, code: await drawUp(house, newId()) }
}

const pdfOf = async (house: House, code: string) =>
  new Uint8Array(await (await house.as('head').get(`/commitments/${code}/print.pdf`)).arrayBuffer())

const lines = [
  'BẢN CAM KẾT',
  'trách nhiệm năm 2023 của tập thể và người đứng đầu xã Tân Liên',
  'cam kết với Ban Thường vụ Huyện ủy thực hiện 2 chỉ tiêu, nhiệm vụ sau đây:',
  'Nhóm I. Nhóm việc 1',
  'Thu ngân sách trên địa bàn',
  'Quyết định phê duyệt',
  'NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ',
  'CHỦ TỊCH UBND XÃ',
  'T/M BAN THƯỜNG VỤ',
  'BÍ THƯ',
]

test('a draft is marked as one, with no number and no day, and both sides have their place to sign', async () => {
  const { house, code } = await open()
  const html = await page(house.as('head').get(`/commitments/${code}/print`))
  for (const words of [...lines, 'DỰ THẢO', 'Số …-CK/HU', 'ngày … tháng … năm 2022'])
    expect(html).toContain(words)
  expect(html).not.toContain('Nơi nhận')
})

test.runIf(hasPoppler)('signed it bears number, day and names, in the PDF as on the screen', async () => {
  const { house, code } = await open()
  const draft = wordsOf(await pdfOf(house, code))
  for (const words of ['DỰ THẢO', ...lines.slice(4)]) expect(draft).toContain(words)
  await go(house, code, 'propose', 'agree', 'sign')
  const after = wordsOf(await pdfOf(house, code))
  for (const words of [
    'Số 07-CK/HU',
    'ngày 05 tháng 9 năm 2022',
    'Nguyễn Văn A',
    'Hồ Thị B',
    'Từ 10,5 tỷ đồng trở lên',
  ]) {
    expect(after).toContain(words)
  }
  expect(after).not.toContain('DỰ THẢO')
  const docx = await house.as('head').get(`/commitments/${code}/print.docx`)
  expect([docx.status, docx.headers.get('content-disposition')]).toEqual([
    200,
    `attachment; filename="${code}.docx"`,
  ])
  expect((await docx.arrayBuffer()).byteLength).toBeGreaterThan(5000)
})

test('what was signed since stands as a short list behind the signatures, in every format; a draft has none', async () => {
  const { path, office } = await openAnnex()
  const print = '/commitments/CK-H-A/print'
  const formats = async () => [
    words(await page(office.get(print))),
    docxWords(new Uint8Array(await (await office.get(`${print}.docx`)).arrayBuffer())),
    ...(hasPoppler ? [wordsOf(new Uint8Array(await (await office.get(`${print}.pdf`)).arrayBuffer()))] : []),
  ]
  for (const text of await formats()) expect(text).not.toContain('Phụ lục số 1')
  await office.post(`${path}/change/CK-H-A-01`, changed)
  expect((await office.post(`${path}/sign`, signed)).status).toBe(303)
  for (const text of await formats())
    for (const said of ['CÁC PHỤ LỤC ĐÃ KÝ', 'Phụ lục số 1', '01-PL/HU', '05/9/2022'])
      expect(text).toContain(said)
})

test('the tables of all task groups stand under each other, as wide as the paper says', async () => {
  const { house, code } = await open()
  const html = await page(house.as('head').get(`/commitments/${code}/print`))
  const groups = html.match(/<colgroup>.*?<\/colgroup>/gs)!
  expect(groups.length).toBeGreaterThan(1)
  expect(new Set(groups).size).toBe(1)
  const css = readFileSync(join(root, 'views/assets/css/9-documents.css'), 'utf8')
  const widths = [...groups[0]!.matchAll(/class="(w-(\d+))"/g)]
  for (const [, name, width] of widths) expect(css).toContain(`.steady .${name} {\n    width: ${width}%;`)
  expect(widths.reduce((sum, [, , width]) => sum + Number(width), 0)).toBe(100)
})
