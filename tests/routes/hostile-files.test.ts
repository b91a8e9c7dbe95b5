import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { strToU8, zipSync } from 'fflate'
import { expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { evidence, updates } from '../../src/storage/schema.ts'
import { pdf, report } from '../support/furnished.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'
import { form, multipart, part, send } from '../support/raw.ts'

test('a text of a megabyte comes back as too long, and soon', async () => {
  const house = await openHouse()
  const target = await house.target()
  for (const name of ['value', 'results', 'as_of', 'keep', 'x'.repeat(1000)]) {
    for (const text of ['9'.repeat(2 ** 20), '1 '.repeat(2 ** 19), '<b>'.repeat(300_000)]) {
      const body = new FormData()
      body.append('do', 'submit')
      body.append(name, text)
      const started = performance.now()
      const answer = await send(house, 'head', `/targets/${target.code}/updates`, { body })
      expect(answer.status).toBe(422)
      expect([name, text.slice(0, 3), performance.now() - started < 3000]).toEqual([
        name,
        text.slice(0, 3),
        true,
      ])
    }
  }
})

test('a form of text alone may hold a megabyte; more, and more files than a form may carry, is not read', async () => {
  const house = await openHouse({ env: { UPLOAD_LIMIT_MB: '1' } })
  const target = await house.target()
  const path = `/targets/${target.code}/updates`
  const tooLong = await send(house, 'head', path, { body: `results=${'a'.repeat(2 ** 20)}`, headers: form })
  expect(tooLong.status).toBe(413)
  await page(tooLong)
  const started = performance.now()
  expect((await send(house, 'head', path, { body: 'a&'.repeat(2 ** 19), headers: form })).status).toBe(422)
  expect(performance.now() - started).toBeLessThan(10_000)

  const big = new File([new Uint8Array(2 ** 21)], 'ảnh.pdf')
  const fields = { value: '5', as_of: '31/8/2022', do: 'submit' }
  const one = await house.as('head').post(path, fields, { files: { evidence: big } })
  expect(one.status).toBe(422)
  expect(await page(one)).toContain('ảnh.pdf')
  const two = await house.as('head').post(path, fields, { files: { evidence: [big, big] } })
  expect(two.status).toBe(413)
  await page(two)
  const six = Array.from({ length: 6 }, (_, n) => pdf(`${n}.pdf`))
  expect((await house.as('head').post(path, fields, { files: { evidence: six } })).status).toBe(422)
  expect(await house.db.read.$count(updates)).toBe(0)
})

test('names of files are kept in Vietnamese, and never break a header or a page', async () => {
  const house = await openHouse()
  const target = await house.target()
  const names: [sent: string, kept: string][] = [
    ['Biên bản nghiệm thu đợt 2.pdf', 'Biên bản nghiệm thu đợt 2.pdf'],
    ['../../etc/pass"wd.pdf', 'passwd.pdf'],
    ['C:\\Users\\xã\\báo cáo.pdf', 'báo cáo.pdf'],
    ['\u202efdp.exe', 'fdp.exe.pdf'],
    ['<script>alert(1)<.pdf', 'scriptalert(1).pdf'],
    [`${'🌋'.repeat(200)}.pdf`, ''],
  ]
  for (const [n, [name, kept]] of names.entries()) {
    const fields = { as_of: `${n + 1}/8/2022`, results: name, value: String(50 + n) }
    const sent = await report(house, 'head', target.code, fields, [pdf(name)])
    const file = await house.as('head').get(`/evidence/${sent.id}/1`)
    const header = file.headers.get('content-disposition')!
    expect(header).toMatch(/^attachment; filename="[\x20-\x7e]*"; filename\*=UTF-8''[\w.~%!&+^`|#$-]+$/)
    const given = decodeURIComponent(header.split("UTF-8''")[1]!)
    expect(kept || given).toBe(given)
    await page(house.as('head').get(sent.path))
  }
  const body = `${part('do', 'submit')}${part('value', '70')}${part('as_of', '20/8/2022')}--X\r\nContent-Disposition: form-data; name="evidence"; filename="a%0d%0aSet-Cookie: x=1.pdf"\r\nContent-Type: application/pdf\r\n\r\n%PDF-1.4\r\n--X--\r\n`
  const answer = await send(house, 'head', `/targets/${target.code}/updates`, { body, headers: multipart })
  expect(answer.status).toBe(303)
  const [row] = (await house.db.read.select().from(evidence)).slice(-1)
  const file = await house.as('head').get(`/evidence/${row!.updateId}/1`)
  expect(file.headers.has('set-cookie')).toBe(false)
})

test('of two files of which the second is unfit neither is kept', async () => {
  const house = await openHouse()
  const target = await house.target({ kind: 'milestone', due_on: '2022-09-30' })
  const files = { evidence: [pdf('tốt.pdf'), new File(['<html>'], 'xấu.pdf', { type: 'application/pdf' })] }
  const asked = { due_on: '31/10/2022', reason_code: 'land', reason: 'Chờ bàn giao mặt bằng' }
  const told = { progress: 'in_progress', results: 'Đã san nền', as_of: '31/8/2022', do: 'submit' }
  for (const [path, fields] of [
    ['updates', told],
    ['extension', asked],
  ] as const) {
    const send = (sent: typeof files | undefined) =>
      house.as('head').post(`/targets/${target.code}/${path}`, fields, sent && { files: sent })
    const answer = await send(files)
    expect([path, answer.status]).toEqual([path, 422])
    const html = await page(answer)
    expect([html.includes('xấu.pdf'), html.includes('tốt.pdf')]).toEqual([true, false])
    expect(existsSync(join(house.config.dataDir, 'evidence'))).toBe(false)
    // The files were all that was wrong.
    expect([path, (await send(undefined)).status]).toEqual([path, 303])
  }
})

test('evidence is told by its content, never unpacked, and comes back byte by byte', async () => {
  const house = await openHouse()
  const target = await house.target()
  const head = house.as('head')
  const post = (file: File) =>
    head.post(
      `/targets/${target.code}/updates`,
      { id: newId(), value: '5', as_of: '31/8/2022', do: 'draft' },
      { files: { evidence: file } },
    )
  const types = (text: string | Uint8Array) =>
    zipSync({
      '[Content_Types].xml': typeof text === 'string' ? strToU8(text) : text,
      'word/document.xml': strToU8('<w/>'),
    })
  const word =
    '<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
  const bomb = types(new Uint8Array(50 * 2 ** 20))
  const started = performance.now()
  expect([303, 422]).toContain((await post(new File([bomb], 'bom.docx'))).status)
  expect(performance.now() - started).toBeLessThan(10_000)

  const docx = types(word)
  const id = newId()
  const fields = { id, value: '5', as_of: '31/8/2022', do: 'submit' }
  const files = { evidence: new File([docx], 'tờ trình.docx') }
  expect((await head.post(`/targets/${target.code}/updates`, fields, { files })).status).toBe(303)
  const kept = new Uint8Array(await (await head.get(`/evidence/${id}/1`)).arrayBuffer())
  expect(Buffer.compare(Buffer.from(kept), Buffer.from(docx))).toBe(0)

  for (const text of [
    '<html><script>alert(1)</script>',
    '<svg xmlns="http://www.w3.org/2000/svg" onload="x"/>',
    'MZ\u0090',
    '',
  ])
    expect((await post(new File([text], 'a.pdf', { type: 'application/pdf' }))).status).toBe(422)
  // The beginnings of formats, cut off and filled with noise, must not confuse the reader.
  const starts = [
    '504b0304',
    '504b030414000800',
    '89504e470d0a1a0a',
    'ffd8ffe0',
    '52494646ffffffff57454250',
    '0000001866747970',
    '1f8b08',
    '3026b2758e66cf11',
    'd0cf11e0a1b11ae1',
    '49492a00',
    '1a45dfa3',
    '494433ff',
    '4f676753',
    '7b5c727466',
  ]
  for (const start of starts) {
    for (const rest of [4096]) {
      const noise = Uint8Array.from({ length: rest }, (_, n) => (n * 37 + rest) % 256)
      const answer = await post(new File([Buffer.from(start, 'hex'), noise], 'a.pdf'))
      expect([start, rest, answer.status < 500]).toEqual([start, rest, true])
    }
  }
})
