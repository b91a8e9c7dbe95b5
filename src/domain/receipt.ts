/** A receipt as people see it: 7KQ2-M9XD. */
export function showReceipt(receipt: string): string {
  return `${receipt.slice(0, 4)}-${receipt.slice(4)}`
}

/** Reads a receipt whatever the case and dash, with O for 0 and I or L for 1; undefined when it can be none. */
export function readReceipt(text: string): string | undefined {
  const plain = text.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1')
  return /^[0-9A-HJKMNP-TV-Z]{8}$/.test(plain) ? plain : undefined
}
