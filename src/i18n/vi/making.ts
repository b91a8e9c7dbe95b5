/** The page that waits for what is told of a large campaign. */
export const making = {
  'making.title': 'Đang tổng hợp tuần {n}',
  'making.ready': 'Tệp của tuần {n} đã lập xong',
  'making.broken': 'Chưa tổng hợp được tuần {n}',
  'making.any.title': 'Đang tổng hợp số liệu',
  'making.any.ready': 'Tệp đã lập xong',
  'making.any.broken': 'Chưa tổng hợp được số liệu',
  'making.answer':
    'Đợt cam kết này có nhiều chỉ tiêu, nên số liệu được tổng hợp riêng để các trang khác không phải chờ.',
  'making.page':
    'Đợt cam kết này có nhiều chỉ tiêu, nên số liệu của tuần được tổng hợp riêng để các trang khác không phải chờ.',
  'making.file': 'Tệp đang được lập riêng để các trang khác không phải chờ.',
  'making.freeze':
    'Tuần đang được chốt và các tệp của tuần đang được lập. Việc này vẫn tiếp tục nếu bạn rời trang.',
  'making.waiting': 'Đang chờ đến lượt',
  'making.step.load': 'Đang chuẩn bị',
  'making.step.tell': 'Đang tổng hợp số liệu của từng đơn vị',
  'making.step.print': 'Đang lập tệp',
  'making.stay': 'Trang tự cập nhật sau mỗi hai giây.',
  'making.failed':
    'Việc tổng hợp bị gián đoạn; không có gì bị mất. Hãy thử lại; nếu vẫn không được, hãy báo người quản trị.',
  'making.download': 'Tải tệp về',
  'making.again': 'Thử lại',
  'making.back': 'Về tuần {n}',
  'making.backToWeeks': 'Về danh sách báo cáo tuần',
} as const
