/** What each role needs first: decisions, what to look into, what waits for the level above. */
export const leader = {
  'leader.decisions': '{n} việc chờ đồng chí quyết định',
  'leader.decisionsNone': 'Không có việc nào chờ đồng chí quyết định',
  'leader.commitments': '{n} bản cam kết chờ đồng chí thống nhất',
  'leader.commitment': 'Bản cam kết {code} chờ đồng chí thống nhất',
  'leader.allExtensions': 'Xem cả {n} đề nghị gia hạn',
  'leader.proposals': '{n} kiến nghị chờ cấp mình trả lời',
  'leader.allProposals': 'Xem tất cả',
  'leader.moves': '{from} → {to}',
  'leader.extension': 'Gia hạn: {title}',
  'leader.direction': 'Kết thúc ý kiến chỉ đạo: {text}',
  'leader.given': 'giao ngày {day}',
  'leader.waits': 'chờ {n} ngày',
  'leader.today': 'gửi hôm nay',
  'leader.ago': 'gửi {n} ngày trước',
  'leader.inspection': 'Cần xem lại',
  'leader.inspectionNone':
    'Trong {days} ngày qua không có số liệu nào sửa sau khi duyệt, bị hủy, trái với minh chứng hoặc nhập thay.',
  'leader.inspected.corrected': 'Sửa số liệu đã duyệt',
  'leader.inspected.voided': 'Báo cáo bị hủy',
  'leader.inspected.contradicted': 'Minh chứng trái với số liệu',
  'leader.inspected.on_behalf': 'Văn phòng nhập thay',
} as const
