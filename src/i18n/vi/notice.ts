/** What a person is told in the house and by mail. */
export const notice = {
  'mail.open': 'Xem và báo cáo tại:',
  'mail.foot': 'Thư gửi tự động từ Sổ cam kết. Thông báo trong hệ thống vẫn gửi đến đồng chí dù tắt thư.',
  'mail.offHere': 'Không nhận thư nữa:',
} as const
