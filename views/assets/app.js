// What a page can do more with script. Nothing here is needed: every form and link works without it.
const toasts = () => document.getElementById('toasts')

/** After a refused form: read out what is to be mended. */
function focusErrors() {
  document.getElementById('errors')?.focus()
}

/** Buttons that only make sense with script are served hidden. */
function reveal() {
  for (const button of document.querySelectorAll('[data-print][hidden], [data-copy][hidden]'))
    button.hidden = false
}

/** On a phone the tab that stands open may be beyond the edge of its row. */
function showOpenTabs() {
  for (const tab of document.querySelectorAll('.tabs [aria-current]')) {
    const row = tab.parentElement
    row.scrollLeft += Math.max(0, tab.getBoundingClientRect().right - row.getBoundingClientRect().right)
  }
}

function closeMenus(except) {
  for (const menu of document.querySelectorAll('details.menu[open]')) if (menu !== except) menu.open = false
}

function say(text, tone) {
  const toast = document.createElement('div')
  toast.className = 'toast'
  toast.dataset.s = tone
  toast.textContent = text
  toasts()?.replaceChildren(toast)
}

async function copy(button) {
  const source = document.querySelector(button.dataset.copy)
  if (!source) return
  const text = source.value ?? source.textContent
  if (navigator.clipboard) await navigator.clipboard.writeText(text)
  else {
    // Plain http on a local network has no clipboard: the old way.
    getSelection().selectAllChildren(source)
    source.select?.()
    document.execCommand('copy')
  }
  say(button.dataset.copied, 'done')
}

document.addEventListener('click', (event) => {
  closeMenus(event.target.closest('details.menu'))
  if (event.target.closest('[data-dismiss]')) event.target.closest('.toast')?.remove()
  if (event.target.closest('[data-print]')) window.print()
  const copying = event.target.closest('[data-copy]')
  if (copying) copy(copying)
})

// How many rows are ticked, beside what can be done with them.
document.addEventListener('change', ({ target }) => {
  if (!target.matches('.pick')) return
  const { form } = target
  const told = form?.querySelector('[data-picked]')
  if (told) told.textContent = `: ${form.querySelectorAll('.pick:checked').length}`
})

document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape') return
  const open = event.target.closest?.('details.menu[open]')
  closeMenus()
  open?.querySelector('summary').focus()
})

// A link or button may name the keys that stand for it, unless somebody is typing.
document.addEventListener('keydown', (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.altKey || event.metaKey || event.shiftKey) return
  if (event.target.closest?.('input, textarea, select, [contenteditable]')) return
  if (!/^\w+$/.test(event.key)) return
  const named = document.querySelector(`[data-key~="${event.key}"]`)
  if (!named) return
  event.preventDefault()
  named.click()
})

document.addEventListener('htmx:after:swap', (event) => {
  reveal()
  if (event.detail?.ctx?.response?.raw?.status === 422) focusErrors()
})

// The session has ended: what was typed stays, and sending it asks to sign in.
document.addEventListener('htmx:after:request', (event) => {
  const answer = event.detail?.ctx?.response?.raw
  if (answer?.status === 401 && !answer.headers.has('HX-Redirect')) say(toasts()?.dataset.expired, 'late')
})

// The answer never came: the form keeps what was typed.
document.addEventListener('htmx:error', (event) => {
  if (event.detail?.ctx) say(toasts()?.dataset.offline, 'late')
})

reveal()
showOpenTabs()
focusErrors()
