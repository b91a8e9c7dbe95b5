/** The report of a week on one sheet of paper. */
export const sheet = {
  'sheet.form': 'Mẫu báo cáo giấy',
  'sheet.formTitle': 'Mẫu báo cáo giấy: {unit}',
  'sheet.formLead':
    'In một tờ A4, ghi tay, gửi văn phòng hoặc đọc qua điện thoại; văn phòng nhập thay và người khác duyệt.',
  'sheet.paper': 'Phiếu báo cáo tuần',
  'sheet.paperTitle': 'PHIẾU BÁO CÁO TUẦN',
  'sheet.paperWeek': 'Tuần {n} (từ ngày {from} đến ngày {to})',
  'sheet.paperTo': 'Gửi: {office}',
  'sheet.paperDue': 'Gửi: {office}, trước {time} ngày {day}',
  'sheet.scan': 'Quét để mở trang của đơn vị',
  'sheet.target': 'Chỉ tiêu, nhiệm vụ',
  'sheet.last': 'Lần trước',
  'sheet.now': 'Đến nay (số liệu, ngày)',
  'sheet.words': 'Kết quả, khó khăn, kiến nghị',
  'sheet.plan': 'kế hoạch {plan}',
  'sheet.due': 'hạn {day}',
  'sheet.noFigure': 'chưa có số liệu',
  'sheet.figure': '{value}, đến {day}',
  'sheet.nothingOpen': 'Đơn vị không còn chỉ tiêu, nhiệm vụ nào phải báo cáo.',
  'sheet.howTo':
    'Ghi số liệu lũy kế từ đầu năm đến ngày báo cáo, kèm đơn vị tính; chưa có số liệu thì ghi rõ lý do, không ghi 0. Việc đã xong ghi “hoàn thành” và ngày hoàn thành.',
  'sheet.writer': 'NGƯỜI LẬP',
  'sheet.head': 'NGƯỜI ĐỨNG ĐẦU ĐƠN VỊ',
  'sheet.signDay': '(ký, ghi rõ ngày)',
  'sheet.print': 'In mẫu báo cáo giấy',
} as const
