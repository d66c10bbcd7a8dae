activities-and = ；
activities-asked = 报名时要填
activities-blueprint-honours = { $key }里有不认识的荣誉，例如 model-worker、may-day-medal、craftsman。
activities-blueprint-level-of-what = 写了{ $key }，就要写 honours。
activities-blueprint-only-with-number = policy = "seals"时由见证人封存的种子决定，不用写“{ $key }”
activities-blueprint-only-with-seals = “{ $key }”只用于policy = "seals"
activities-conditions = 谁能报
activities-honour-level = 荣誉的授予级别
activities-honour-level-any = 不限级别
activities-honour-level-from = { $level }以上（含{ $level }）
activities-honour-level-unknown = 没有这个级别，请重新选择。
activities-honour-unknown = 没有“{ $name }”这项荣誉。
activities-honours = 只限获得过这些荣誉的会员
activities-honours-hint = 有其中一项就行；由会员所在的工会登记。不限就都不选
activities-list-comma = 、
activities-more-asks = 报名时要填什么，例如衣服尺码、在哪上车（可以不问）
activities-more-asks-season = 报名时要填什么，各门课一样（可以不问）
activities-more-conditions = 谁能报（可以不改）
activities-more-conditions-season = 谁能报，各门课一样（可以不改）
activities-more-draw = 名额怎么给：先报先得，或者抽签（可以不改）
activities-season-who = 谁能报：{ $rule }
activities-sector-unknown = 没有找到“{ $name }”这个产业系统。
activities-sectors = 只限这些产业系统的会员
activities-sectors-hint = 会员所在的工会属于其中一个就行；不限就都不选
