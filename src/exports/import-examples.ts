import type { ImportFile } from '../domain/import.ts'

/** One row of every file as it is filled in. Nothing of it is imported. */
export const exampleRows: Record<ImportFile, Record<string, string>> = {
  campaigns: {
    ...{ code: 'HH-2022', name: 'Cam kết trách nhiệm năm 2022', owner_unit: 'HH', plan_year: '2022' },
    ...{ start_on: '1/1/2022', end_on: '31/12/2022', weekly_due_weekday: '5', weekly_due_time: '16:00' },
    ...{ cut_off_weekday: '5', cut_off_time: '17:00', due_soon_days: '7', return_grace_days: '3' },
  },
  task_groups: { campaign: 'HH-2022', number: '1', name: 'Kinh tế, thu – chi ngân sách và đầu tư' },
  units: {
    ...{ code: 'HH-LB', name: 'Thị trấn Lao Bảo', short_name: 'Lao Bảo', kind: 'township' },
    ...{ block: 'Xã, thị trấn', parent: 'HH', sort_order: '24', official_code: '19432' },
  },
  users: {
    ...{ username: 'hh-lb', unit: 'HH-LB', role: 'head', post_title: 'Bí thư Đảng ủy thị trấn Lao Bảo' },
    locale: 'vi',
  },
  commitments: {
    ...{
      code: 'CK-2022-LB',
      campaign: 'HH-2022',
      unit: 'HH-LB',
      party_kind: 'collective',
      number: '24-CK/HU',
    },
    ...{ signed_on: '21/1/2022', side_a_post: 'Bí thư Huyện ủy', side_b_post: 'Bí thư Đảng ủy thị trấn' },
    ...{ effective_from: '1/1/2022', effective_to: '31/12/2022' },
  },
  targets: {
    ...{ code: 'CK-2022-LB-01', commitment: 'CK-2022-LB', group: '1', sort_order: '1' },
    ...{
      title: 'Thu ngân sách trên địa bàn',
      product: 'Thu đạt kế hoạch',
      origin: 'registered',
      kind: 'number',
    },
    ...{ measure: 'tỷ đồng', decimals: '3', value_kind: 'cumulative', direction: 'up', plan: '7,560' },
    ...{ weight: '25', start_on: '1/1/2022', due_on: '31/12/2022', curve: 'linear', evidence_required: '0' },
  },
  plan_revisions: {
    ...{ target: 'CK-2022-LB-01', effective_from: '20/7/2022', plan: '8,200' },
    ...{ decision: 'Nghị quyết Hội đồng nhân dân huyện', reason: 'Điều chỉnh tăng' },
  },
  reference_values: {
    ...{ target: 'CK-2022-LB-01', as_of: '31/8/2021', value: '4,310', source: 'Báo cáo 8 tháng năm 2021' },
  },
  updates: {
    ...{ target: 'CK-2022-LB-01', as_of: '31/8/2022', value: '5,402', progress: 'in_progress' },
    ...{ results: 'Thu đạt khá', submitted_by: 'hh-lb', submitted_at: '31/8/2022 15:20' },
    ...{ reviewed_by: 'giamsat', reviewed_at: '1/9/2022 9:05', decision: 'accepted' },
  },
  extensions: {
    ...{ target: 'CK-2022-LB-05', requested_by: 'hh-lb', requested_at: '21/7/2022 14:30' },
    ...{ proposed_due_on: '30/9/2022', reason_code: 'land', reason: 'Chưa giải phóng xong mặt bằng' },
  },
  proposals: {
    ...{ code: 'KN-2022-09-01', unit: 'HH-LB', addressed_to: 'UBND huyện', raised_on: '6/9/2022' },
    ...{ kind: 'funding', title: 'Bổ sung kinh phí', text: 'Đề nghị bổ sung kinh phí.', status: 'raised' },
  },
  directions: {
    ...{
      code: 'CD-2022-18',
      issued_by_post: 'Bí thư Huyện ủy',
      issued_on: '6/9/2022',
      text: 'Tập trung hoàn thành.',
    },
    ...{ lead_unit: 'HH-LB', due_on: '30/9/2022', status: 'recorded' },
  },
  reminders: {
    ...{ target: 'CK-2022-LB-01', sent_by: 'giamsat', sent_at: '5/9/2022 14:00', channel: 'app' },
    text: 'Đề nghị báo cáo tiến độ.',
  },
  calendar: { day: '2/9/2022', kind: 'holiday', name: 'Quốc khánh' },
}
