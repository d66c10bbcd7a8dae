# The catalogue
blueprints-blueprints = Start from a blueprint
blueprints-lead = What worked elsewhere, ready to use: one step fills in the form, and you change what you like.
blueprints-use = Use it
blueprints-room = Used for
blueprints-all = All
blueprints-figure = { $name }: { $value }
blueprints-version = Version { $n }
blueprints-built-in = Comes with the program
blueprints-of-operator = From the operator
blueprints-none = No blueprints yet
blueprints-none-hint = Save an activity that went well as a blueprint: you and the unions below can start from it.

# One blueprint
blueprints-what = What it does
blueprints-sets = What is settled
blueprints-about = Where it comes from
blueprints-maker = Made by
blueprints-saved-at = Saved
blueprints-versions = Versions
blueprints-shown = Shown
blueprints-newest = See the newest version
blueprints-is-earlier = This is an earlier version; there is a newer one.
blueprints-withdraw = Withdraw
blueprints-withdraw-ask = Nobody can start from it any more; what was started stays. Withdraw it?
blueprints-withdrawn = Withdrawn. Saving another version offers it again.
blueprints-withdrawn-at = This blueprint was withdrawn on { $at }.
blueprints-is-a-file = This blueprint is a file; the operator adds and removes it
blueprints-text-show = See the text (TOML)
blueprints-download = Download the file
blueprints-change = Make it ours

# Saving one
blueprints-new = Add a blueprint
blueprints-new-lead = Paste or upload a blueprint file. It is saved only when it reads well; problems are listed by line.
blueprints-new-note = The same id is a new version of the same blueprint; earlier ones are kept. Please write no names or phone numbers into it.
blueprints-union = Save for
blueprints-union-hint = This union and those below can use it
blueprints-file = Blueprint file
blueprints-file-hint = A chosen file wins over the text
blueprints-text = Text
blueprints-text-hint = Change the example below
blueprints-save = Save as blueprint
blueprints-saved = Saved: this union and those below can use it.
blueprints-not-now = Not now
blueprints-too-many = This union has 200 blueprints already; withdraw what is not needed
blueprints-saved-meanwhile = Somebody has just saved one of the same name; have a look first
blueprints-problems = { $n } problems; nothing was saved
blueprints-problems-head = Problems
blueprints-line = Line { $n }

# Problems
blueprints-not-toml = This is no TOML: { $said }
blueprints-too-large = Larger than 64 KB; no blueprint is that long
blueprints-file-unreadable = The file cannot be opened, or is not UTF-8
blueprints-key-missing = “{ $key }” is missing
blueprints-key-unknown = “{ $key }” is unknown; check the spelling or take it out
blueprints-id-wrong = “{ $key }” takes small letters, digits and hyphens, like evening-class
blueprints-id-twice = “{ $key }” is the id of another file too
blueprints-room-unknown = There is no such “{ $key }” here; activities is one
blueprints-words-long = “{ $key }” is too long: 60 characters for a title, 400 for a remark
blueprints-words-empty = “{ $key }” may not be empty
blueprints-wants-text = “{ $key }” takes a text in quotes, up to 2,000 characters
blueprints-wants-number = “{ $key }” takes a whole number from { $least } to { $most }
blueprints-wants-flag = “{ $key }” is true or false
blueprints-wants-money = “{ $key }” takes an amount in yuan, like 240 or 19.90
blueprints-wants-word = “{ $key }” is one of: { $words }
blueprints-wants-texts = “{ $key }” takes a list of texts, like ["a", "b"]
blueprints-wants-table = “{ $key }” takes a table, like [{ $key }]
blueprints-wants-tables = “{ $key }” takes several tables, like [[set.{ $key }]]
