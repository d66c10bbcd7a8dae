## 谁能报
signups-or = 或
signups-who-member = 在册会员
signups-who-full = 在册会员（保留会籍的除外）
signups-who-within = { $unions }及所属工会的会员
signups-who-verified = 已实名认证
signups-who-member-days = 入会满{ $days }天
signups-who-work = 从事{ $work }

## 为什么没报上
signups-refused-nowhere = 没有这项报名，可能已经撤下。
signups-refused-cancelled = 这项活动已经取消。
signups-refused-early = 还没到报名时间，{ $at }开放。
signups-refused-late = 报名已在{ $at }截止。
signups-refused-heads = 人数要在1到{ $most }人之间。
signups-refused-unmet = 这项活动只面向：{ $rule }。
signups-refused-claimed = 同类活动本期每人最多{ $most }个名额，您已经用完。
signups-refused-full = 名额已满，不设候补。
signups-refused-full-at = 名额已满：最后一个名额在{ $at }给了第{ $number }号，不再候补。
signups-key-wrong = 请求编号不是一个UUID。

## 开放报名时填错
signups-places-wrong = 名额要在1到1000000之间。
signups-places-below-taken = 不能少于已经给出的名额（含为各组留出的）。
signups-closes-before-opening = 截止要晚于开放。
signups-open-too-long = 报名最长开放400天。
signups-withdraw-before-opening = 退出期限不能早于开放时间。
signups-heads-wrong = 每份报名要在1到20人之间。
signups-price-wrong = 价格要在0到100000元之间。
signups-subsidy-wrong = 工会承担的部分不能多于价格。
signups-who-wrong = 报名条件不完整。
signups-waits-wrong = 候补人数要在0到1000000之间。
signups-minutes-wrong = 时限超出范围。
signups-claim-wrong = 每人名额上限要在1到1000之间。
signups-shares-too-many = 分组最多200个。
signups-shares-wrong = 每组名额要在0到1000000之间。
signups-shares-more-than-places = 各组名额之和超过了总名额。
signups-shares-twice = 同一个工会列了两次。
signups-caps-want-one-head = 设了各组上限时，每份报名只能1人。

## 之后的变动
signups-too-late-to-leave = 退出的期限已过。确实去不了，请联系主办工会。
signups-offer-is-over = 确认的时间已过，名额已让给下一位。
signups-changed-meanwhile = 别人刚刚改过，请看看现在的内容再改。
signups-cancelled-already = 这项报名已经取消过了。
