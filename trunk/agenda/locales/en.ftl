# The agenda
agenda-agenda = What is on
agenda-lead = What unions of all levels have coming up, published by whoever holds it and kept up to date.
agenda-look = Show by
agenda-week = Week
agenda-month = Month
agenda-words = Words
agenda-kind = Kind
agenda-place = Place
agenda-any = All
agenda-show = Show
agenda-today = Today
agenda-week-of = { $from } to { $until }
agenda-week-before = Week before
agenda-week-after = Next week
agenda-month-before = Month before
agenda-month-after = Next month
agenda-weekday-1 = Mon
agenda-weekday-2 = Tue
agenda-weekday-3 = Wed
agenda-weekday-4 = Thu
agenda-weekday-5 = Fri
agenda-weekday-6 = Sat
agenda-weekday-7 = Sun
agenda-day-says = { $n ->
    [0] { $day }, nothing on
    [one] { $day }, one event
   *[other] { $day }, { $n } events
}
agenda-more = { $n } more
agenda-goes-on = goes on
agenda-too-many = There is too much to list all of it. Please choose a place or a kind.
agenda-none-week = Nothing is on this week
agenda-none-month = Nothing is on this month
agenda-none-hint = Look further ahead, or subscribe: whatever is announced will appear in your calendar by itself.
agenda-none-narrowed = Nothing matches what you chose. Try a wider choice.
agenda-show-all = Show everything

# One item
agenda-cancelled = Cancelled
agenda-cancelled-says = This has been cancelled, please do not come
agenda-moved = Time or place has changed
agenda-moved-says = Time or place is not as first announced; what stands here holds
agenda-going = You have a place
agenda-for-everybody = For everybody
agenda-for-members = For union members
agenda-for-subtree = For members of this union and those below it
agenda-add = Add to calendar
agenda-held-by = Held by { $name }
agenda-stop = .{" "}

# Subscribing
agenda-feed = Subscription link
agenda-feed-says = Have the public events chosen above in your own calendar; changes arrive by themselves.
agenda-feed-name = { $name }: what is on
agenda-feed-mine = My events
agenda-calendar = My calendar
agenda-calendar-says = What you have a place in appears in your phone's calendar by itself, and so do changes and cancellations.
agenda-me = Me
agenda-feed-none = You have no subscription address of your own yet.
agenda-feed-since = Your subscription address was made on { $day }. It is shown only when it is made; if you have lost it, make a new one.
agenda-feed-made = Your address is ready. It is shown only here and only now, so please add it to your calendar at once.
agenda-feed-address = Your subscription address
agenda-feed-subscribe = Subscribe on this phone
agenda-feed-make = Make my subscription address
agenda-feed-renew = Make a new address
agenda-feed-renew-ask = The old address stops working at once, and calendars that use it must be given the new one. Make a new address?
agenda-feed-withdraw = Withdraw this address
agenda-feed-withdrawn = Withdrawn. The old address no longer opens.
agenda-feed-secret = Whoever knows this address can see what you have a place in, so please do not pass it on. If it got out, make a new one.
agenda-how = How to add it to a calendar
agenda-how-iphone = iPhone
agenda-how-iphone-says = Touch “Subscribe on this phone”, or open Settings, Calendar, Accounts, Add Account, Other, Add Subscribed Calendar, and paste the address.
agenda-how-android = Android and HarmonyOS
agenda-how-android-says = In the calendar's settings look for “Add subscription” or “Add by link” and paste the address. Where there is no such thing, use “Add to calendar” beside each event.
agenda-how-desk = Computer
agenda-how-desk-says = In your calendar program choose “Add calendar from the internet” or “From URL” and paste the address.
agenda-at-venue = See the venue

# One's own data
agenda-own = My agenda
agenda-own-title = What
agenda-own-union = Union
agenda-own-begins = Begins
agenda-own-ends = Ends
agenda-own-place = Place
