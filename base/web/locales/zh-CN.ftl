web-fault-title = 没有办成
web-broken = 系统出了差错，没有写入任何内容。请稍后再试。
web-busy = 数据库暂时忙，没有写入任何内容。请稍后再试。
web-not-found = 没有这个页面，或者它不在您能看到的范围内
web-signed-out = 请先登录。登录后回到这一页，填好的内容不会丢。
web-forbidden = 您的职务没有这项权限
web-foreign-post = 这份表单来自别的网站，或者页面打开太久，或者是在其他应用内嵌的浏览器里打开的。没有改动任何内容。请返回，刷新页面后重新提交。
web-invalid = 有几处要改：
web-taken = 已经有一条同样的记录。
web-refused = 内容不合规则，没有写入。
web-too-many = 操作太频繁，请{ $seconds }秒后再试。
web-too-large = 内容太大，收不下{ $kb ->
    [0] {""}
   *[other] （最多{ $kb }KB）
 }。
web-file-too-large = 文件太大，最大{ $mb }MB
web-file-too-large-kb = 文件太大，最大{ $kb }KB
web-unreadable = 内容读不出来，请重新填写。
web-unreadable-json = 这一项与接口说明不符，请核对类型和写法。
web-json-missing = 缺少这一项，请按接口说明补上。
web-json-unknown = 接口说明里没有这一项，请改正名称或去掉。
web-json-broken = 内容不是完整的JSON，请检查引号、逗号和括号。
web-json-not-said = 请用JSON发送，并注明Content-Type: application/json。
web-wrong-method = 这个地址不接受这种操作。
web-sign-in = 登录
web-home = 回首页
web-kept = 没有网络，这是{ $at }存在本机的页面。
web-quote = 报修时请说明编号{ $id }
