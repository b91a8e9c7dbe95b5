/** How far a long command is, on a terminal; elsewhere it says nothing. */
export interface Bar {
  show(step: string, rows: number): void
  close(): void
}

export function openBar(): Bar {
  const out = process.stderr
  if (!out.isTTY) return { show() {}, close() {} }
  let isOpen = false
  return {
    show(step, rows) {
      isOpen = true
      out.write(`\r\u001b[K${step}${rows > 0 ? ` ${rows} rows` : ''} …`)
    },
    close() {
      if (isOpen) out.write('\r\u001b[K')
      isOpen = false
    },
  }
}
