/** What names a new unit in addresses and files: capital letters, digits and dashes between them. */
const NEW_CODE = /^[A-Z0-9]+(-[A-Z0-9]+)*$/
const LONGEST = 40

export const isNewUnitCode = (text: string): boolean => text.length <= LONGEST && NEW_CODE.test(text)

/** The last part of a unit's code, without that of the unit above: 'KS' of HH-KS below HH. */
export function tailOfCode(code: string, parent: string | null): string {
  return parent !== null && code.startsWith(`${parent}-`) ? code.slice(parent.length + 1) : code
}

/** A post as it is called at the unit that follows: 'Bí thư Đảng ủy xã Thanh' becomes 'Bí thư Đảng ủy xã Lìa'. */
export function titleAt(title: string, before: string, after: string): string {
  const at = title.toLocaleLowerCase('vi').indexOf(before.toLocaleLowerCase('vi'))
  const name = after.charAt(0).toLocaleLowerCase('vi') + after.slice(1)
  if (at < 0)
    return title.toLocaleLowerCase('vi').includes(name.toLocaleLowerCase('vi')) ? title : `${title}, ${name}`
  return `${title.slice(0, at)}${at === 0 ? after : name}${title.slice(at + before.length)}`
}
