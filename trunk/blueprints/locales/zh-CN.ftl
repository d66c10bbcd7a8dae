# 目录
blueprints-blueprints = 从范本开始
blueprints-lead = 各地办成的做法可以直接采用：点“采用”，表单按它填好，再按本单位情况修改。
blueprints-use = 采用
blueprints-room = 用在哪里
blueprints-all = 全部
blueprints-figure = { $name }：{ $value }
blueprints-version = 第{ $n }版
blueprints-built-in = 系统自带
blueprints-of-operator = 系统管理员提供
blueprints-none = 还没有范本
blueprints-none-hint = 办成一次活动，可以把做法存成范本，下次和下级工会都能用。

# 一个范本
blueprints-what = 做什么
blueprints-sets = 已经定好的
blueprints-about = 来历
blueprints-maker = 提供单位
blueprints-saved-at = 存于
blueprints-versions = 历次版本
blueprints-shown = 正在看
blueprints-newest = 看最新的一版
blueprints-is-earlier = 这是以前的一版，已有更新的。
blueprints-withdraw = 不再提供
blueprints-withdraw-ask = 收回后不能再用它发起；已经发起的不受影响。要收回吗？
blueprints-withdrawn = 已收回。以后再存一版，就重新提供。
blueprints-withdrawn-at = 这个范本已于{ $at }收回，不再提供。
blueprints-is-a-file = 这个范本来自文件，由系统管理员增减
blueprints-text-show = 看原文（TOML）
blueprints-download = 下载文件
blueprints-change = 改成我们的

# 存一个
blueprints-new = 添加范本
blueprints-new-lead = 粘贴或上传一个范本文件，读得通才存，有问题的逐行列出。
blueprints-new-note = 名字（id）相同就是同一个范本的新一版，旧版都留着。范本里请不要写个人姓名和电话。
blueprints-union = 存给哪个工会
blueprints-union-hint = 这个工会和下级工会都能用
blueprints-file = 范本文件
blueprints-file-hint = 选了文件，就以文件为准
blueprints-text = 范本原文
blueprints-text-hint = 在下面的例子上改就行
blueprints-save = 存为范本
blueprints-saved = 已存为范本，本工会和下级工会都能用。
blueprints-not-now = 先不存
blueprints-too-many = 本工会的范本已满200个，请先收回用不着的
blueprints-saved-meanwhile = 刚才有人存了同名的范本，请看过再存
blueprints-problems = 有{ $n }处读不通，没有存
blueprints-problems-head = 读不通的地方
blueprints-line = 第{ $n }行

# 读不通的原因
blueprints-not-toml = 格式不对：{ $said }
blueprints-too-large = 文件超过64KB，范本用不了这么长
blueprints-file-unreadable = 文件打不开，或者不是UTF-8编码
blueprints-key-missing = 缺少“{ $key }”
blueprints-key-unknown = 不认识“{ $key }”，请核对拼写，不用的请删去
blueprints-id-wrong = “{ $key }”只能用小写字母、数字和连字符，例如evening-class
blueprints-id-twice = “{ $key }”与另一个文件重名
blueprints-room-unknown = 系统里没有这个“{ $key }”，例如可写activities
blueprints-words-long = “{ $key }”太长：名称不超过60个字，说明不超过400个字
blueprints-words-empty = “{ $key }”不能为空
blueprints-wants-text = “{ $key }”要写成文字，用英文引号括起来，不超过2000个字
blueprints-wants-number = “{ $key }”要写成{ $least }到{ $most }之间的整数
blueprints-wants-flag = “{ $key }”只能写true或false
blueprints-wants-money = “{ $key }”要写成金额（元），例如240或19.90
blueprints-wants-word = “{ $key }”只能是其中之一：{ $words }
blueprints-wants-texts = “{ $key }”要写成一组文字，例如["甲", "乙"]
blueprints-wants-table = “{ $key }”要写成一张表，例如[{ $key }]
blueprints-wants-tables = “{ $key }”要写成若干张表，例如[[set.{ $key }]]
