# 日程
agenda-agenda = 日程
agenda-lead = 各级工会近期的活动安排，由主办单位发布，有变动随时更新。
agenda-look = 看法
agenda-week = 按周
agenda-month = 按月
agenda-words = 关键词
agenda-kind = 类别
agenda-place = 地区和单位
agenda-any = 全部
agenda-show = 查看
agenda-today = 今天
agenda-week-of = { $from }至{ $until }
agenda-week-before = 上一周
agenda-week-after = 下一周
agenda-month-before = 上个月
agenda-month-after = 下个月
agenda-weekday-1 = 周一
agenda-weekday-2 = 周二
agenda-weekday-3 = 周三
agenda-weekday-4 = 周四
agenda-weekday-5 = 周五
agenda-weekday-6 = 周六
agenda-weekday-7 = 周日
agenda-day-says = { $n ->
    [0] { $day }，没有安排
   *[other] { $day }，{ $n }场
}
agenda-more = 还有{ $n }场
agenda-goes-on = 继续
agenda-too-many = 安排太多，没有全部列出。请选一个地区、单位或类别。
agenda-none-week = 这一周没有安排
agenda-none-month = 这个月没有安排
agenda-none-hint = 可以查看后面的安排，或先订阅，有新安排会自动出现在您的日历里。
agenda-none-narrowed = 按现在的条件没有找到，可以放宽条件再看。
agenda-show-all = 去掉条件，全部查看

# 一场
agenda-cancelled = 已取消
agenda-cancelled-says = 本场已取消，请勿前往
agenda-moved = 时间或地点有变
agenda-moved-says = 时间或地点与最初发布的不同，以此为准
agenda-going = 您已报名
agenda-for-everybody = 面向所有人
agenda-for-members = 面向工会会员
agenda-for-subtree = 面向本级及所属工会会员
agenda-add = 加到日历
agenda-held-by = 主办：{ $name }
agenda-stop = 。

# 订阅
agenda-feed = 订阅链接
agenda-feed-says = 把以上条件的公开安排订阅到自己的日历，有变动会自动更新。
agenda-feed-name = { $name }日程
agenda-feed-mine = 我报名的活动
agenda-calendar = 我的日历
agenda-calendar-says = 您报上名的活动会自动出现在手机日历里，改期、取消也会同步。
agenda-me = 我的
agenda-feed-none = 您还没有自己的订阅地址。
agenda-feed-since = 您的订阅地址生成于{ $day }。地址只在生成时显示一次，忘了可以换一个。
agenda-feed-made = 地址已生成，只在这里显示一次，请现在就加到日历里。
agenda-feed-address = 您的订阅地址
agenda-feed-subscribe = 在这台手机上订阅
agenda-feed-make = 生成我的订阅地址
agenda-feed-renew = 换一个新地址
agenda-feed-renew-ask = 旧地址会马上失效，已经订阅的日历要重新添加。确定要换吗？
agenda-feed-withdraw = 停用这个地址
agenda-feed-withdrawn = 已停用，原来的地址打不开了。
agenda-feed-secret = 知道这个地址的人都能看到您报名的活动，请不要转发。如果泄露了，换一个新地址即可。
agenda-how = 加入日历的方法
agenda-how-iphone = 苹果手机
agenda-how-iphone-says = 点“在这台手机上订阅”；或打开“设置—日历—账户—添加账户—其他—添加已订阅的日历”，粘贴地址。
agenda-how-android = 安卓、鸿蒙手机
agenda-how-android-says = 打开自带的日历，在设置里找“添加订阅”或“通过链接添加”，粘贴地址。没有这一项的，可在活动后面点“加到日历”逐场添加。
agenda-how-desk = 电脑
agenda-how-desk-says = 在常用的日历软件里选“从网络添加日历”或“通过网址添加”，粘贴地址。
agenda-at-venue = 看场馆

# 我的资料
agenda-own = 我的日程
agenda-own-title = 活动
agenda-own-union = 工会
agenda-own-begins = 开始
agenda-own-ends = 结束
agenda-own-place = 地点
