web-fault-title = Not done
web-broken = Something broke. Nothing was written. Please try again in a while.
web-busy = The database is busy. Nothing was written. Please try again in a while.
web-not-found = There is no such page, or it is outside what you may see.
web-signed-out = Please sign in first. You come back to this page, and what you typed is kept.
web-forbidden = Your post does not have the power for this.
web-foreign-post = This form came from another site, or from a page opened too long ago or inside another app’s browser. Nothing was changed. Please go back, reload the page and send it again.
web-invalid = A few things need changing:
web-taken = There is already a record like this.
web-refused = This breaks a rule, so it was not written.
web-too-many = Too many attempts. Please try again in { $seconds } seconds.
web-too-large = That is too large{ $kb ->
    [0] {""}
   *[other] {" "}(at most { $kb } KB)
 }.
web-file-too-large = The file is too large; { $mb } MB at most
web-file-too-large-kb = The file is too large; { $kb } KB at most
web-unreadable = This could not be read. Please fill it in again.
web-unreadable-json = This is not as the description of the interface says; check its type and how it is written.
web-json-missing = This is missing; add it as the description of the interface says.
web-json-unknown = The description of the interface knows no such field; correct its name or leave it out.
web-json-broken = This is no whole JSON; check quotes, commas and brackets.
web-json-not-said = Send JSON, with Content-Type: application/json.
web-wrong-method = This address does not take that kind of request.
web-sign-in = Sign in
web-home = Home
web-kept = No network. This page was kept on this device on { $at }.
web-quote = When you report this, quote { $id }
