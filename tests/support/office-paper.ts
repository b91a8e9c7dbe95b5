import type { OfficePaper } from '../../src/domain/office-paper.ts'

export const printing = {
  zone: 'Asia/Ho_Chi_Minh',
  at: Date.parse('2022-09-07T08:00:00+07:00'),
  author: 'Huyện ủy',
}

/** Every Vietnamese letter with every tone, and the signs that XML reads as its own. */
export const letters =
  'aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ' +
  'AÀÁẢÃẠĂẰẮẲẴẶÂẦẤẨẪẬBCDĐEÈÉẺẼẸÊỀẾỂỄỆGHIÌÍỈĨỊKLMNOÒÓỎÕỌÔỒỐỔỖỘƠỜỚỞỠỢPQRSTUÙÚỦŨỤƯỪỨỬỮỰVXYỲÝỶỸỴ'
export const markup = 'a < b & "c" > d – “đ” …'

/** A paper of a party office with a little of everything. */
export function paperWith(changes: Partial<OfficePaper> = {}): OfficePaper {
  return {
    title: 'Thông báo kết luận',
    code: '',
    form: 'party',
    day: '2022-09-07',
    head: {
      upper: 'ĐẢNG BỘ TỈNH QUẢNG TRỊ',
      issuer: 'HUYỆN ỦY HƯỚNG HÓA',
      number: 'Số …-TB/HU',
      motto: 'ĐẢNG CỘNG SẢN VIỆT NAM',
      placeAndDay: 'Hướng Hóa, ngày 07 tháng 9 năm 2022',
    },
    kind: 'THÔNG BÁO',
    subject: 'Kết luận của Thường trực Huyện ủy tại giao ban tuần 36',
    draft: 'DỰ THẢO',
    opening: ['Câu mở đầu.'],
    sections: [
      {
        name: 'I',
        heading: 'I. Kết quả thực hiện',
        paragraphs: ['Có một nội dung.'],
        columns: [
          { key: 'no', heading: 'TT', kind: 'count' },
          { key: 'body', heading: 'Nội dung', kind: 'text' },
          { key: 'due', heading: 'Thời hạn', kind: 'day' },
        ],
        rows: [{ cells: [{ count: 1 }, markup, { day: '2022-09-30' }] }],
      },
      { name: 'II', heading: 'II. Kết luận', paragraphs: [letters], columns: [], rows: [] },
    ],
    closing: ['Trên đây là kết luận.'],
    recipients: { heading: 'Nơi nhận:', lines: ['Thường trực Huyện ủy', 'Lưu Văn phòng'] },
    signature: { lines: ['T/L BAN THƯỜNG VỤ', 'CHÁNH VĂN PHÒNG'] },
    annexes: [],
    ...changes,
  }
}
