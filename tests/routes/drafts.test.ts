import { describe, expect, test } from 'vitest'
import { newId } from '../../src/storage/ids.ts'
import { updates } from '../../src/storage/schema.ts'
import { openHouse } from '../support/house.ts'
import { page } from '../support/page.ts'

const pdf = (name = 'báo cáo.pdf', text = 'một') =>
  new File([`%PDF-1.4\n${text}\n%%EOF\n`], name, { type: 'application/octet-stream' })

describe('drafts', () => {
  test('a draft keeps what cannot be read yet and is sent later under the same id', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const id = newId()
    const path = `/targets/${target.code}/updates`
    const saved = await house
      .as('clerk')
      .post(path, { id, value: 'chờ Kho bạc', as_of: '31/8/2022', do: 'draft' })

    const form = await house.follow(saved)
    expect(form).toContain('chờ Kho bạc')
    expect(form).toContain(id)
    const sent = await house
      .as('head')
      .fillIn(`/targets/${target.code}/update`, { value: '70' }, { button: 'do=submit' })

    expect(sent.status).toBe(303)
    expect(await house.db.read.$count(updates)).toBe(1)
  })

  test('an older version of a draft does not overwrite a newer one', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const id = newId()
    const path = `/targets/${target.code}/updates`
    await house.as('clerk').post(path, { id, value: '10', as_of: '31/8/2022', do: 'draft' })
    await house.as('head').post(path, { id, version: '1', value: '20', as_of: '31/8/2022', do: 'draft' })

    const late = await house
      .as('clerk')
      .post(path, { id, version: '1', value: '30', as_of: '31/8/2022', do: 'draft' })

    expect(late.status).toBe(409)
    const html = await page(late)
    expect(html).toContain('20')
    expect(html).toContain('value="30"')
  })

  test('two drafts begun side by side are shown side by side', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const save = (who: 'head' | 'clerk', value: string) =>
      house.as(who).post(`/targets/${target.code}/updates`, { id: newId(), value, as_of: '', do: 'draft' })
    expect((await save('clerk', '10')).status).toBe(303)
    const second = await save('head', '20')
    expect(second.status).toBe(409)
    expect(await page(second)).toContain('value="20"')
  })

  test('another unit does not see a draft, nor does the office', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    await house.as('clerk').post(`/targets/${target.code}/updates`, {
      id: newId(),
      value: '10',
      results: 'bí mật',
      as_of: '31/8/2022',
      do: 'draft',
    })

    expect((await house.as('otherHead').get(`/targets/${target.code}/update`)).status).toBe(404)
    expect(await page(house.as('supervisor').get(`/targets/${target.code}`))).not.toContain('bí mật')
  })
})

describe('evidence', () => {
  test('is stored under its hash and served to those who may see the update, as a download', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
    const sent = await house
      .as('head')
      .post(`/targets/${target.code}/updates`, fields, { files: { evidence: pdf() } })
    expect(sent.status).toBe(303)

    const file = await house.as('supervisor').get(`/evidence/${fields.id}/1`)

    expect(file.headers.get('content-type')).toBe('application/pdf')
    expect(file.headers.get('content-disposition')).toContain("filename*=UTF-8''b%C3%A1o%20c%C3%A1o.pdf")
    expect(file.headers.get('x-content-type-options')).toBe('nosniff')
    expect(await file.text()).toContain('một')
    expect((await house.as('otherHead').get(`/evidence/${fields.id}/1`)).status).toBe(404)
    expect((await house.as('admin').get(`/evidence/${fields.id}/1`)).status).toBe(404)
  })

  test('that is not what it says is refused by its content', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit' }
    const page1 = new File(['<html><script>alert(1)</script>'], 'ảnh.png', { type: 'image/png' })

    const answer = await house
      .as('head')
      .post(`/targets/${target.code}/updates`, fields, { files: { evidence: page1 } })

    expect(answer.status).toBe(422)
    expect(await page(answer)).toContain('ảnh.png')
    expect(await house.db.read.$count(updates)).toBe(0)
  })

  test('of a draft is kept when it is sent', async () => {
    const house = await openHouse()
    const target = await house.target({ plan: '100' })
    const fields = { id: newId(), value: '50', as_of: '31/8/2022', do: 'draft' }
    await house.as('head').post(`/targets/${target.code}/updates`, fields, { files: { evidence: pdf() } })

    const sent = await house.as('head').fillIn(`/targets/${target.code}/update`, {}, { button: 'do=submit' })

    expect(sent.status).toBe(303)
    expect((await house.as('head').get(`/evidence/${fields.id}/1`)).status).toBe(200)
  })
})

describe('what follows a report', () => {
  const report = async (
    house: Awaited<ReturnType<typeof openHouse>>,
    fields: Record<string, string> = {},
  ) => {
    const target = await house.target({ plan: '100', due_on: '2022-09-05' })
    const values = { id: newId(), value: '50', as_of: '31/8/2022', do: 'submit', ...fields }
    const sent = await house.as('head').post(`/targets/${target.code}/updates`, values)
    return { target, path: sent.headers.get('location')! }
  }

  test('a returned report is corrected as the next revision', async () => {
    const house = await openHouse()
    const { target, path } = await report(house)
    const review = { decision: 'return', comment: 'Đề nghị tách riêng hai nguồn' }
    await house.as('supervisor').post(`${path}/review`, review)

    expect(await page(house.as('head').get('/my-work'))).toContain('Đề nghị tách riêng hai nguồn')
    const sent = await house
      .as('head')
      .fillIn(`/targets/${target.code}/update`, { value: '52' }, { button: 'do=submit' })

    const html = await house.follow(sent)
    expect(html).toContain('52')
    const rows = await house.db.read.select().from(updates)
    expect(rows.map((row) => row.revision).sort()).toEqual([1, 2])
  })

  test('the head takes back what nobody has decided on', async () => {
    const house = await openHouse()
    const { path } = await report(house)

    await house.as('head').post(`${path}/recall`, {})
    await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })

    const [row] = await house.db.read.select().from(updates)
    expect(row?.state).toBe('recalled')
  })

  test('a second report for the day replaces the one that waits, and gives way again when it is recalled', async () => {
    const house = await openHouse()
    const { target, path } = await report(house)
    const fields = { id: newId(), value: '51', as_of: '31/8/2022', do: 'submit' }
    const second = await house.as('head').post(`/targets/${target.code}/updates`, fields)
    const states = async () =>
      (await house.db.read.select().from(updates).orderBy(updates.revision)).map((row) => row.state)
    expect(await states()).toEqual(['superseded', 'submitted'])
    expect((await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })).status).toBe(409)

    await house.as('head').post(`${second.headers.get('location')}/recall`, {})

    expect(await states()).toEqual(['submitted', 'recalled'])
  })

  test('an accepted figure is locked: another one for its day needs a reason', async () => {
    const house = await openHouse()
    const { target, path } = await report(house)
    await house.as('supervisor').post(`${path}/review`, { decision: 'accept' })
    const send = (more: Record<string, string>) =>
      house.as('head').post(`/targets/${target.code}/updates`, {
        id: newId(),
        value: '55',
        as_of: '31/8/2022',
        do: 'submit',
        ...more,
      })

    expect((await send({})).status).toBe(422)
    expect((await send({ correction_reason: 'Nhập thiếu một khoản' })).status).toBe(303)
  })

  test('another unit, the level above and the inspector get 404 and nothing changes', async () => {
    const house = await openHouse()
    const { target, path } = await report(house)
    for (const who of ['otherHead', 'province', 'inspector', 'admin', 'leader'] as const) {
      const fields = { id: newId(), value: '99', as_of: '31/8/2022', do: 'submit' }
      expect((await house.as(who).post(`/targets/${target.code}/updates`, fields)).status).toBe(404)
      expect((await house.as(who).post(`${path}/review`, { decision: 'accept' })).status).toBe(404)
      expect((await house.as(who).post(`${path}/recall`, {})).status).toBe(404)
    }
    const rows = await house.db.read.select().from(updates)
    expect(rows.map((row) => row.state)).toEqual(['submitted'])
  })
})

test('a second report of a day begins with what the first says, as its next revision', async () => {
  const house = await openHouse()
  const target = await house.target({ plan: '100' })
  const path = `/targets/${target.code}/updates`
  const first = {
    id: newId(),
    value: '40',
    as_of: '6/9/2022',
    difficulties: 'Thiếu vốn đối ứng',
    do: 'submit',
  }
  await house.as('clerk').post(path, first)

  const form = await page(house.as('head').get(`/targets/${target.code}/update`))
  expect(form).toContain('value="40"')
  expect(form).toContain('Thiếu vốn đối ứng')
  expect(form).toContain('name="corrects"')
  await house.as('head').fillIn(`/targets/${target.code}/update`, { value: '42' }, { button: 'do=submit' })

  const rows = await house.db.read.select().from(updates)
  expect(rows.find(({ revision }) => revision === 2)).toMatchObject({
    valueLow: 42,
    difficulties: 'Thiếu vốn đối ứng',
  })
})
