# 工作台
inbox-desk = 今日
inbox-desk-says = { $date }，{ $n }件要您办，最急的在最上面。
inbox-desk-clear = { $date }，没有要您办的事。
inbox-desk-empty = 眼下没有要办的
inbox-desk-empty-hint = 入会申请、通知和到期的事都会自己来到这里。可以先看看本会和下级工会的情况。
inbox-desk-empty-act = 看组织
inbox-group-now = 今天要办
inbox-group-week = 本周要办
inbox-group-later = 以后
inbox-group-others = 等别人
inbox-others-aside = 不占您的待办数
inbox-calendar-unknown = { $year }年的放假安排还没有公布，跨到那一年的期限先按周末计算，公布后可能变动。

# 期限
inbox-waits = 待办
inbox-due-today = 今天到期
inbox-due-today-at = 今天{ $time }到期
inbox-due-in = 还有{ $n }天
inbox-late-at = 已过{ $time }
inbox-late-days = 逾期{ $n }天
inbox-late-working-days = 逾期{ $n }个工作日

# 办法
inbox-act-open = 去办
inbox-act-decide = 审核
inbox-act-term = 换届
inbox-act-look = 看进度
inbox-act-settle = 办好了
inbox-task-settled = 已办结。
inbox-task-closed = 这件事刚才已由别人办结。
inbox-task-not-by-hand = 这件事要在它自己的页面上办，办完会自动消去。

# 各室
inbox-room-membership = 会员
inbox-room-organisation = 组织
inbox-room-activities = 活动
inbox-room-reports = 统计
inbox-room-circulars = 通知
inbox-room-learning = 学堂
inbox-room-corps = 师资
inbox-room-contests = 竞赛
inbox-room-cases = 帮扶
inbox-room-portal = 门户
inbox-room-venues = 阵地
inbox-room-signups = 报名
inbox-room-benefits = 普惠
inbox-room-challenges = 健康
inbox-room-drives = 慰问发放
inbox-room-unknown = 没有这一类消息，请从列出的里面选

# 入会与转会
inbox-task-join = 一件入会申请，等您审核
inbox-task-join-sent-on = 一件转来的入会申请，等您审核
inbox-task-transfer = 一件会籍转入申请，等您审核
inbox-task-applications = 入会和转会申请{ $n }件
inbox-join-asked = 入会申请已送到{ $union }，{ $day }前答复您。
inbox-join-approved = { $union }同意了您的入会申请，欢迎您。
inbox-join-returned = { $union }对您的入会申请有个问题，请补充后再交。
inbox-join-refused = { $union }没有同意您的入会申请，理由写在申请里。
inbox-join-sent-on = 您的入会申请已转送给{ $union }办理，答复期限不变，仍是{ $day }前。
inbox-transfer-asked = 会籍转接申请已送到{ $union }，{ $day }前答复您。
inbox-transfer-approved = 您的会籍已转到{ $union }。
inbox-transfer-returned = { $union }对您的转会申请有个问题，请补充后再交。
inbox-transfer-refused = { $union }没有同意您的转会申请，理由写在申请里。
inbox-transferred = 您的会籍已转到{ $union }。

# 建会与换届
inbox-task-founding = 一件建会申请，等您审批
inbox-task-foundings = 建会申请{ $n }件
inbox-founding-approved = { $union }批准了您的建会申请，新工会已经成立。
inbox-founding-returned = { $union }请您补正建会申请。
inbox-founding-refused = { $union }没有批准您的建会申请，理由写在申请里。
inbox-task-term = 本届委员会{ $day }届满，请筹备换届

# 消息
inbox-notices = 消息
inbox-home = 首页
inbox-me = 我的
inbox-unread = 未读
inbox-notices-unread = { $n }条未读
inbox-notices-read-all = 全部标为已读
inbox-notices-read = 已把{ $n }条标为已读。
inbox-notices-none = 还没有消息
inbox-notices-none-hint = 您的申请、报名有了结果，会在这里告诉您。
inbox-notices-none-act = 回首页看看能做什么

# 提醒方式
inbox-preferences = 提醒方式
inbox-preferences-says = 所有消息在这里都看得到。要不要再用别的方式告诉您，由您定。
inbox-preferences-keep = 保存
inbox-preferences-kept = 已保存，从下一条消息起照此办理。
inbox-channel-sms = 也用短信告诉我
inbox-channel-mail = 也用邮件告诉我
inbox-quiet = 勿扰时段
inbox-quiet-from = 从
inbox-quiet-until = 到
inbox-quiet-hint = 这段时间里短信和邮件先存着，过后一并发。两个时间相同就是不设。
inbox-hour-unknown = 请选整点，例如21:00
inbox-digest = 每天合成一条
inbox-digest-hint = 不急的消息每天8:00一并发给您；急的照样马上发。
