import { expect, test } from 'vitest'
import { page } from '../support/page.ts'

/** The check that every page and piece passes through must itself find what it is there for. */
const answer = (html: string) =>
  new Response(html, { headers: { 'content-type': 'text/html; charset=UTF-8' } })

test('a sound piece passes', async () => {
  const html =
    '<form method="post" action="/x" hx-post="/x" hx-target:inherited="#p" hx-status:422="target:main"><p id="p">a</p><button type="submit">Gửi</button></form>'
  expect(await page(answer(html))).toBe(html)
})

test.each([
  ['a misspelt attribute of htmx', '<p hx-tagret="#a">a</p>', 'hx-tagret'],
  ['an attribute that htmx 4 no longer has', '<p hx-ext="sse">a</p>', 'hx-ext'],
  ['script in an attribute', '<p onclick="go()">a</p>', 'onclick'],
  ['script of htmx in an attribute', '<p hx-on:click="go()">a</p>', 'hx-on:click'],
  [
    'a trigger with a filter',
    '<input type="text" aria-label="a" name="a" hx-trigger="keyup[key==1]">',
    'trigger filter',
  ],
  ['style in an attribute', '<p style="color: red">a</p>', 'style'],
  ['a script in the page', '<script>go()</script>', 'inline script'],
  ['a style sheet in the page', '<style>p { color: red }</style>', 'inline style'],
  ['elements in a wrong place', '<ul><p>a</p></ul>', 'element-permitted-content'],
  ['the same id twice', '<p id="a">a</p><p id="a">b</p>', 'no-dup-id'],
])('%s is found', async (_, html, fault) => {
  await expect(page(answer(html))).rejects.toThrow(fault)
})

test('what is no html is refused', async () => {
  await expect(page(new Response('{}', { headers: { 'content-type': 'application/json' } }))).rejects.toThrow(
    'html',
  )
})
