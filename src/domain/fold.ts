/** Text without case, diacritics, đ and tone placement: 'Hướng Hóa' and 'Hướng Hoá' both become 'huong hoa'. */
export function fold(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim()
}
