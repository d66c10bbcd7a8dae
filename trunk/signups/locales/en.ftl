## Who may
signups-or = {" or "}
signups-who-member = members
signups-who-full = members, other than those with a retained membership
signups-who-within = members of { $unions } and the unions below
signups-who-verified = people whose identity was verified
signups-who-member-days = members for at least { $days } days
signups-who-work = people working as { $work }

## Why nothing was entered
signups-refused-nowhere = There is no such sign-up; it may have been taken down.
signups-refused-cancelled = This was called off.
signups-refused-early = It is not open yet; it opens at { $at }.
signups-refused-late = Sign-up closed at { $at }.
signups-refused-heads = It must be for 1 to { $most } people.
signups-refused-unmet = This is for: { $rule }.
signups-refused-claimed = Nobody may have more than { $most } of this kind in this period, and yours are used up.
signups-refused-full = All places are taken, and there is no waiting list.
signups-refused-full-at = All places are taken: the last one went to number { $number } at { $at }, and the waiting list is full.
signups-key-wrong = The request's key is not a UUID.

## What is wrong when sign-up is set up
signups-places-wrong = There must be 1 to 1,000,000 places.
signups-places-below-taken = There cannot be fewer places than are taken or kept for groups.
signups-closes-before-opening = It must close after it opens.
signups-open-too-long = Sign-up may be open for 400 days at most.
signups-withdraw-before-opening = The last moment to withdraw cannot be before opening.
signups-heads-wrong = One sign-up is for 1 to 20 people.
signups-price-wrong = The price must be between 0 and 100,000 yuan.
signups-subsidy-wrong = The union cannot pay more than the price.
signups-who-wrong = The rule on who may sign up is incomplete.
signups-waits-wrong = The waiting list takes 0 to 1,000,000 people.
signups-minutes-wrong = The time allowed is out of range.
signups-claim-wrong = The limit for one person must be between 1 and 1,000.
signups-shares-too-many = There may be 200 groups at most.
signups-shares-wrong = Each group has 0 to 1,000,000 places.
signups-shares-more-than-places = The groups together have more places than there are.
signups-shares-twice = One union is listed twice.
signups-caps-want-one-head = With a cap on groups, one sign-up is for one person only.

## What changes afterwards
signups-too-late-to-leave = It is too late to withdraw. If you really cannot come, please call the union that runs it.
signups-offer-is-over = The time to confirm is over; the place went to the next in line.
signups-changed-meanwhile = Somebody has just changed it. Please look at it as it is now.
signups-cancelled-already = This was called off already.
