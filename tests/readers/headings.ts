/** What every sheet of a week is to show, column by column; 'a > b' is b under the common heading a. */
export const headings: Record<string, string[]> = {
  'Thông tin': ['Mục', 'Nội dung', 'Tử số', 'Mẫu số', 'Tỷ lệ'],
  'Biểu 01': [
    ...['TT', 'Đơn vị', 'Tổng số', 'Có thời hạn'],
    ...['Cộng', 'Đúng hạn', 'Quá hạn', 'Không thời hạn'].map((name) => `Hoàn thành > ${name}`),
    ...['Cộng', 'Trong hạn', 'Trong đó sắp đến hạn (0–7 ngày)', 'Quá hạn', 'Không thời hạn'].map(
      (name) => `Đang thực hiện > ${name}`,
    ),
    ...['Tạm dừng', 'Tỷ lệ hoàn thành đúng hạn (R2)', 'Tỷ lệ quá hạn trên số có thời hạn (R4)'],
    ...['Quá hạn so tuần trước (±)', 'Báo cáo', 'Ghi chú'],
  ],
  'Biểu 02': [
    ...['TT', 'Mã', 'Đơn vị', 'Nội dung', 'Hạn gốc', 'Hạn hiện tại > Ngày', 'Hạn hiện tại > Lần gia hạn'],
    ...['Số ngày quá hạn', 'Kết quả đến nay', 'Nguyên nhân', 'Kiến nghị liên quan', 'Người đứng đầu'],
    ...['Đôn đốc > Lần', 'Đôn đốc > Gần nhất', 'Ghi chú'],
  ],
  'Biểu 03': [
    ...['TT', 'Mã', 'Đơn vị', 'Nội dung', 'Hạn', 'Còn (ngày)', 'Kết quả đến nay', 'Tiến độ'],
    ...['Báo cáo trong tuần', 'Người đứng đầu', 'Đôn đốc > Lần', 'Đôn đốc > Gần nhất'],
  ],
  'Biểu 04': [
    ...['TT', 'Chỉ tiêu', 'ĐVT', 'Đơn vị', 'KH đầu năm', 'KH điều chỉnh'],
    ...['Lũy kế > Thực hiện', 'Lũy kế > Đến ngày', 'Lũy kế > Ước', '% KH', 'Cùng kỳ', '% so cùng kỳ'],
    ...['Mức kỳ vọng', 'Chênh', 'Dự báo cả năm', 'Cần mỗi tháng', 'Hệ số', 'Mức', 'n/m đơn vị'],
  ],
  'Biểu 05': [
    ...['TT', 'Mã', 'Đơn vị', 'Nơi nhận kiến nghị', 'Nội dung', 'Ngày kiến nghị', 'Số ngày chờ'],
    ...['Đề nghị trả lời trước', 'Tình trạng', 'Ngày trả lời', 'Nội dung trả lời', 'Chỉ tiêu vướng mắc'],
  ],
  'Biểu 06': [
    ...['TT', 'Mã', 'Người chỉ đạo', 'Ngày chỉ đạo', 'Dịp, văn bản', 'Nội dung', 'Đơn vị chủ trì'],
    ...['Đơn vị phối hợp', 'Hạn', 'Tình trạng', 'Số ngày quá hạn', 'Chỉ tiêu, nhiệm vụ'],
  ],
  'Biểu 07': ['Loại', 'Mã', 'Đơn vị', 'Nội dung', 'Trước', 'Sau', 'Lúc', 'Ghi chú'],
  'Biểu 08': [
    'Đơn vị',
    ...['Phải nộp', 'Đã nộp', 'Đúng hạn', 'Chậm', 'Chưa'].map((name) => `Tuần 36 > ${name}`),
    ...['Phải nộp', 'Đã nộp', 'Đúng hạn', 'Chậm', 'Chưa'].map((name) => `Tuần 35 > ${name}`),
    ...['Liên tiếp chậm', 'Thời gian thẩm định (giờ)', 'Chỉ tiêu đã cập nhật'],
  ],
  DuLieu: [
    ...['code', 'unit', 'group', 'title', 'kind', 'measure', 'plan', 'value_low', 'value_high', 'qualifier'],
    ...['as_of', 'percent_low', 'percent_high', 'expected_percent', 'points_behind', 'progress'],
    ...['report_class', 'due_original', 'due_on', 'days_late', 'last_reported_on', 'report_status'],
    ...['null_reason', 'slip_days', 'days_late_before'],
  ],
}

/** The words of all headings of a sheet, without those they stand under. */
export const headingWords = (sheet: string): string[] => [
  ...new Set(headings[sheet]!.flatMap((heading) => heading.split(/ > | /))),
]
