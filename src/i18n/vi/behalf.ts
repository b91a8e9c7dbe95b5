/** Reports entered for a unit. */
export const behalf = {
  'behalf.title': 'Nhập thay: {title}',
  'behalf.crumb': 'Nhập thay đơn vị',
  'behalf.noteTitle': 'Nhập thay {unit}',
  'behalf.note':
    'Ghi đúng những gì đơn vị đã báo. Báo cáo nhập thay do cán bộ khác duyệt; đơn vị được thông báo và có thể sửa.',
  'behalf.source': 'Đơn vị báo qua',
  'behalf.source.phone': 'Điện thoại',
  'behalf.source.paper': 'Văn bản giấy',
  'behalf.source.zalo': 'Zalo',
  'behalf.sourceNote': 'Người báo hoặc số văn bản',
  'behalf.sourceNoteHint': 'Ví dụ: Chủ tịch UBND xã; Báo cáo số 45/BC-UBND.',
  'behalf.paperDay': 'Ngày trên giấy',
  'behalf.paperDayHint': 'Chỉ để đối chiếu: báo cáo vẫn tính là nhận lúc nhập. Ví dụ {today}.',
  'behalf.told': '{source}: {note}',
  'behalf.submit': 'Gửi báo cáo nhập thay',
  'behalf.after': 'Báo cáo tính là nhận lúc gửi và chờ cán bộ khác duyệt.',
  'behalf.state': 'Đã nhập thay đơn vị lúc {at}',
  'behalf.nextOffice': 'Báo cáo chờ cán bộ khác duyệt. Đơn vị đã được thông báo và có thể sửa.',
  'behalf.nextUnit': 'Đề nghị đơn vị kiểm tra; nếu chưa đúng thì gửi bản sửa trước khi báo cáo được duyệt.',
  'behalf.toTarget': 'Xem chỉ tiêu',
  'behalf.toDesk': 'Về Bàn theo dõi',
} as const
