web-fault-title = 没有办成
web-broken = 系统出了差错，没有写入任何内容。请稍后再试。
web-busy = 数据库暂时忙，没有写入任何内容。请稍后再试。
web-not-found = 没有这个页面，或者您不在可以看到它的范围内。
web-signed-out = 请先登录。登录后回到这一页，填好的内容不会丢。
web-forbidden = 您的职务没有办这件事的权限。
web-invalid = 有几处要改：
web-taken = 已经有一条同样的记录。
web-refused = 内容不合规则，没有写入。
web-too-many = 操作太频繁，请{ $seconds }秒后再试。
web-too-large = 内容太大，收不下{ $kb ->
    [0] {""}
   *[other] （最多{ $kb }KB）
 }。
web-unreadable = 内容读不出来，请重新填写。
web-unreadable-json = JSON读不出来：{ $why }
web-wrong-method = 这个地址不接受这种操作。
web-sign-in = 登录
web-home = 回首页
web-quote = 报修时请说明编号{ $id }
