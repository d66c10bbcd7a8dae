# What is measured
challenges-kind = What it is about
challenges-kind-weight = Losing weight
challenges-kind-steps = Walking (steps)
challenges-kind-distance = Walking (kilometres)
challenges-kind-custom = Something else
challenges-kind-last-day = Last day of a challenge
challenges-kind-missing = Choose what it is about
challenges-unit = Unit
challenges-unit-hint = For “something else”, such as “minutes”
challenges-unit-missing = Say the unit, such as “minutes”
challenges-unit-kg = kg
challenges-unit-steps = steps
challenges-unit-km = km
challenges-amount = { $n } { $unit }

# Lists
challenges-challenges = Health challenges
challenges-lead = Losing weight or walking, together and without hurry. Only you see what you note.
challenges-activities = Activities
challenges-mine = I take part
challenges-open = Open to sign up
challenges-my-signups = My sign-ups
challenges-none = No challenge is open to sign up now
challenges-none-hint = New ones appear here and on the calendar.
challenges-no-union = You are not a member of a union yet
challenges-no-union-hint = Once you are, your union's challenges appear here.
challenges-month-short = { $n ->
    [1] Jan
    [2] Feb
    [3] Mar
    [4] Apr
    [5] May
    [6] Jun
    [7] Jul
    [8] Aug
    [9] Sep
    [10] Oct
    [11] Nov
   *[other] Dec
}

# A challenge
challenges-about = About this challenge
challenges-host = Host
challenges-days = Days
challenges-from-to = { $from } to { $to }
challenges-goal = Goal
challenges-goal-is-loss = At the end at least { $percent }% lighter than at the start, and not below a healthy weight (BMI 18.5)
challenges-goal-is-daily = At least { $least } a day on { $days } days
challenges-goal-is-total = At least { $least } altogether
challenges-rhythm = How often to note
challenges-rhythm-daily = Every day
challenges-rhythm-weekly = Every week
challenges-rhythm-ends = At the start and at the end
challenges-rhythm-missing = Choose how often to note
challenges-scales-short = Measuring
challenges-scales-says = Start and end are measured at the union
challenges-who = Who may take part
challenges-who-of = Members of { $union } and the unions below it
challenges-who-subtree = Members of this union and those below it
challenges-who-members = All union members
challenges-who-missing = Choose who may take part
challenges-summary = What it is
challenges-advice = For your health
challenges-private = What you note is sealed and seen by you alone; the union sees how many take part and totals of the group.
challenges-manage = Manage
challenges-look = Look at the challenge
challenges-go-me = My progress
challenges-cancelled-why = The challenge was called off
challenges-state-cancelled = Called off
challenges-state-closed = Over
challenges-state-early = Begins { $day }
challenges-state-over = To be closed
challenges-state-runs = { $left ->
    [one] Running, 1 day left
   *[other] Running, { $left } days left
}

# Signing up
challenges-signup = Signing up
challenges-signup-time = Sign up
challenges-signup-early = Not open yet, opens { $at }
challenges-signup-free = { $n ->
    [one] Open, 1 place left
   *[other] Open, { $n } places left
}
challenges-signup-draw = Open, by draw
challenges-signup-full = Full
challenges-signup-full-waits = Full, with a waiting list
challenges-signup-closed = Closed
challenges-signup-placed = I have a place
challenges-signup-offered = A place is yours if you confirm
challenges-signup-waiting = On the waiting list
challenges-signup-entered = Entered, waiting for the draw
challenges-signup-go = Sign up
challenges-signup-look = See my sign-up
challenges-places = Places
challenges-places-missing = Say how many places, such as 200
challenges-places-taken = Taken
challenges-places-waiting = Waiting
challenges-taken = { $taken } of { $places } taken, { $waiting } waiting
challenges-withdraw-until = May be given up until

# My progress
challenges-no-place = You have no place in this challenge yet
challenges-no-place-hint = Once you have one, you can note your values here.
challenges-place-gone = You gave your place up, so nothing new can be noted. What you noted is still here, for you alone; to delete it, take your consent back at the end of this page.
challenges-today = { $day } ({ $unit })
challenges-today-hint = One value a day; today's can be corrected.
challenges-today-again = Noted already. Change it and save.
challenges-note = Note it
challenges-correct = Correct it
challenges-no-hurry = Not noting anything today is fine.
challenges-seen-by-you = Only you see it
challenges-noted = Noted.
challenges-noted-already = This value was noted before, and counts once.
challenges-so-far-none = Nothing noted yet
challenges-so-far-first = First value: { $value }
challenges-so-far-same = The same as at the start
challenges-so-far-less = { $by } lighter than at the start
challenges-so-far-more = { $by } heavier than at the start; weight goes up and down, that is normal
challenges-so-far-sum = { $sum } so far
challenges-distance-first = After your first value you see here how far it is to the goal.
challenges-distance-scales = After measuring at the union you see here how far it is to the goal.
challenges-distance-lose = { $by } to go; the goal is { $target }.
challenges-distance-there = You have come to the goal ({ $target }). Keeping it is enough.
challenges-distance-keep = You need not lose that much. Your goal is to stay between { $low } and { $high }.
challenges-distance-days = { $n ->
    [one] One more day with { $least } and the goal is reached.
   *[other] { $n } more days with { $least } and the goal is reached.
}
challenges-distance-sum = { $by } to go.
challenges-distance-done = The goal is reached. Walk as much or as little as you like.
challenges-low = Below a healthy weight
challenges-low-says = Your body mass index is below 18.5. Please lose no more, and ask a doctor if you can. What lies below a healthy weight is not counted.
challenges-quiet-early = It begins { $day }; then you can note your first value.
challenges-quiet-over = The days are over. The outcome follows in a few days.
challenges-quiet-scales = Today's value was measured at the union; nothing to note.
challenges-chart = My values ({ $unit })
challenges-day = Day
challenges-goal-word = Goal
challenges-is-over = The challenge is over or called off and can no longer be changed
challenges-consent-first = Please first agree that your values are kept
challenges-withdraw-link = Take my consent back and delete my values

# Reading a value
challenges-value-missing = Enter a number
challenges-value-unreadable = This number cannot be read; write it like 78.6
challenges-value-too-fine = Two decimals at most
challenges-value-whole = Enter a whole number
challenges-value-range = Please check it: usually between { $least } and { $most }
challenges-day-unreadable = Enter a day, such as 2026-12-02
challenges-day-future = This day has not come yet
challenges-day-early = The challenge has not begun; note your value on the first day
challenges-day-over = The days of the challenge are over
challenges-day-late = { $days ->
    [one] Only the last day can be added
   *[other] Only the last { $days } days can be added
}
challenges-day-stands = That day has its value; only today's can be corrected
challenges-day-at-scales = Today's value was measured at the union and stays
challenges-key-unreadable = This form is not complete; reload the page and fill it in again

# Consent
challenges-consent = Before you begin
challenges-consent-what = What you note is health data. It is kept only if you agree to it separately.
challenges-consent-height = Your height serves only to tell whether losing weight is healthy.
challenges-consent-who = It is sealed and seen by you alone. The union and those above it see how many take part, and totals of five people or more.
challenges-consent-scales = At the union's scales you show a number and the officer enters this one value for you; afterwards he cannot see it either.
challenges-consent-how-long = It is deleted { $days } days after the end.
challenges-consent-free = You may take your consent back at any time. Everything is deleted at once, without reasons and without consequences.
challenges-agrees = I separately agree that my values in this challenge are kept
challenges-agrees-missing = Nothing can be noted without it; if you agree, tick it
challenges-height = Height (cm)
challenges-height-hint = Such as 172
challenges-height-missing = Enter your height, such as 172
challenges-height-unreadable = Enter your height in centimetres, such as 172
challenges-join = Agree and take part
challenges-joined = You take part. Once it has begun, note your first value whenever you like.
challenges-withdraw = Take the consent back
challenges-withdraw-says = Your values, height and nickname in this challenge are deleted at once and cannot be brought back.
challenges-withdraw-figures = Totals of the group shown before stay; nobody can be told from them.
challenges-withdraw-place = Your place stays yours. To leave it to somebody else, give it up under “My sign-ups”.
challenges-withdraw-it = Take it back and delete
challenges-withdraw-not = Not now
challenges-withdrawn = Taken back. Your values are deleted.
challenges-withdrawn-says = You took your consent back, and your values are deleted.

# At the scales
challenges-scales = Measuring at the union
challenges-scales-lead = Ask each person for the number shown on the phone: one number, one value.
challenges-scales-value = Value ({ $unit })
challenges-scales-seen = Only its person sees it afterwards; it is not shown here again
challenges-scales-note = The number is opened by its person and good for half an hour. Showing it is the consent to this one entry. No names stand here, and nothing is to be written down elsewhere.
challenges-code = Number
challenges-code-hint = The six digits on the person's phone
challenges-code-missing = Enter the number the person shows
challenges-code-unknown = This number is not good or no longer good; ask for a new one
challenges-code-show = Open my number
challenges-code-anew = Another number
challenges-code-says = Show the number when you are measured: it is your consent that this one value is entered for you.
challenges-code-until = Show this number; it is good until { $at }, once.
challenges-phase = Which one
challenges-phase-start = Start
challenges-phase-end = End
challenges-phase-missing = Choose start or end
challenges-phase-day = Only within { $days } days of the first or the last day
challenges-weigh = Enter
challenges-weighed = Entered. Next, please.
challenges-not-at-scales = This challenge is not measured at the union

# The group
challenges-group = The group
challenges-parts = Taking part
challenges-joined-now = Taking part now
challenges-measured = With values
challenges-total-lost = Lost altogether
challenges-total-done = Altogether
challenges-total-of = { $total } ({ $n } people, rounded)
challenges-total-none = Not shown yet (it takes { $n } people at least)
challenges-finished = Stayed to the end
challenges-reached = Reached the goal
challenges-people = { $n ->
    [one] 1 person
   *[other] { $n } people
}
challenges-count-hidden = Too few to be shown
challenges-count-fewer = Fewer than { $n }
challenges-count-at-least = { $n } or more
challenges-figures-at = Reckoned once a week, as of { $at }
challenges-figures-frozen = As of the end, { $at }; no longer changed
challenges-figures-none = A week after the beginning, figures of the group appear here once a week.
challenges-figures-private = The union neither sees nor exports what anybody notes.

# Ranking
challenges-ranking = Ranking
challenges-ranking-ask = Only for those who want to be in it, and seen by them alone.
challenges-ranking-lead = Only those who are in the ranking see this page.
challenges-ranking-in = You are in the ranking.{" "}
challenges-ranking-out = You are not in the ranking and stand on no list.{" "}
challenges-ranking-change = Look or change it
challenges-ranking-enter = Join the ranking
challenges-ranking-mine = My name in the ranking
challenges-ranking-shows-lost = Others see your nickname and the percentage you lost, not your weight. You may leave at any time.
challenges-ranking-shows-done = Others see your nickname and your total, not your days. You may leave at any time.
challenges-ranking-enter-it = Join
challenges-ranking-save = Save
challenges-ranking-leave = Leave the ranking
challenges-ranking-entered = Saved. You are in the ranking.
challenges-ranking-left = You left the ranking; nobody sees you there.
challenges-ranking-few = Shown once { $n } people have a result
challenges-ranking-few-hint = Nothing to do: it appears by itself.
challenges-nickname = Nickname
challenges-nickname-hint = For this challenge only; better not your real name
challenges-nickname-missing = Choose a nickname
challenges-nickname-taken = Somebody has this nickname; choose another
challenges-seen-by-ranked = Seen by those in the ranking
challenges-team = Team
challenges-team-hint = Name a team to join it; a new name makes a new team
challenges-teams-ranked = Teams
challenges-team-members = People
challenges-team-mean = Average
challenges-place = Place
challenges-is-you = {" "}(you)
challenges-score-lost = Lost
challenges-score-done = Total

# Outcome
challenges-outcome = My outcome
challenges-outcome-reached = You took part in “{ $title }” and reached the goal. Congratulations!
challenges-outcome-came = You took part in “{ $title }” and came this far. Thank you for taking part!
challenges-outcome-nothing = You took part in “{ $title }”. Thank you for taking part!
challenges-outcome-own = My progress
challenges-outcome-values = Values
challenges-n-days = { $n ->
    [one] 1 day
   *[other] { $n } days
}
challenges-outcome-private = only you see this page; whom you show it to is up to you
challenges-print = Print
challenges-back = Back

# Running it
challenges-desk = Run health challenges
challenges-desk-none = No challenge announced yet
challenges-desk-hint = A weight class or a walk: days, goal and places are enough.
challenges-people-signed = Who signed up
challenges-close = Close the challenge
challenges-close-ask = Nothing can be noted afterwards, and the figures are frozen.
challenges-closed = The challenge is closed; those who took part see their own outcome.
challenges-not-over-yet = The last day is not over yet
challenges-changed-meanwhile = Somebody has just changed it; reload and look again

# Announcing
challenges-announce = Announce a challenge
challenges-from-blueprint = Start from a blueprint
challenges-blueprint-weeks = Weeks
challenges-blueprint-other-kind = “{ $key }” is not used for this kind
challenges-blueprint-only-with-number = With policy = "seals" the witnesses' seeds decide: “{ $key }” is not used
challenges-announce-lead = { $union }. Name, days, goal and places are enough; the rest is filled in.
challenges-announce-it = Announce
challenges-announce-note = Members see it under “Health challenges”, and its first day on the calendar. Only its person sees a value; you see sign-ups, counts and totals of the group.
challenges-announced = Announced; members see it now.
challenges-announced-already = This challenge was announced before, and stands once.
challenges-key-taken = The number of this form belongs to another challenge; open “Announce a challenge” again
challenges-title = Name
challenges-title-hint = Such as “Winter weight challenge”. Everybody sees it: no person's name, please
challenges-title-missing = Enter a name
challenges-union-missing = Choose the host
challenges-union-ended = This union has ended and can announce nothing
challenges-text-long = { $most } characters at most
challenges-from = First day
challenges-from-past = This day is over
challenges-from-far = It must begin within a year
challenges-last = Last day
challenges-last-past = The last day cannot be before today
challenges-last-range = A challenge has { $least } to { $most } days
challenges-advice-hint = Shown with the challenge and on everybody's own page; change it as needed
challenges-advice-weight = About half a kilogram a week is best; do not starve yourself. Ask a doctor first when pregnant, nursing or chronically ill. Stop when you feel unwell.
challenges-advice-walk = Walk as far as is good for you and warm up first. With a weak heart or knees, ask a doctor. When it is icy or the air is bad, walk indoors or not at all.
challenges-percent = Weight: percent to lose
challenges-percent-hint = Of the weight at the start, such as 5. Whoever would fall below a healthy weight has the goal to keep it
challenges-percent-missing = Enter a percentage from 1 to 10, such as 5
challenges-percent-fast = Losing so much in these days is not healthy; { $most }% at most (1% a week, 10% altogether)
challenges-goal-how = Others: when it is reached
challenges-goal-daily = By days
challenges-goal-total = By total
challenges-goal-missing = Choose when it is reached
challenges-least = At least
challenges-least-hint = By days: a day's value, such as 6000; by total: the total
challenges-least-missing = Enter a number, such as 6000
challenges-least-much = Nobody can do so much; please check it
challenges-days-wanted = On how many days
challenges-days-wanted-hint = By days only, such as 40
challenges-days-range = Enter a number of days, not more than the challenge has
challenges-at-scales = Start and end are measured at the union (weight)
challenges-at-scales-hint = Each person shows a number and you enter one value; what they note themselves is for them alone
challenges-teams = People may form teams (walking)
challenges-teams-hint = Whoever joins the ranking may name a team
challenges-policy = How places are given
challenges-policy-first = First come
challenges-policy-draw = By draw
challenges-policy-seals = By draw, with seeds sealed by witnesses
challenges-policy-missing = Choose first come or a draw
challenges-more = Who may, sign-up times, draw (may stay as they are)
challenges-verified-only = Only members whose identity was verified
challenges-waits = Keep a waiting list
challenges-opens-at = Sign up from
challenges-opens-at-hint = Empty: now
challenges-closes-at = Sign up until
challenges-closes-at-hint = Empty: until the first day; with a draw two days earlier
challenges-closes-past = This time is over; nobody could sign up
challenges-withdraw-until-hint = Empty: until the first day
challenges-beacon = The public number that decides the draw
challenges-beacon-hint = Such as the winning number of a named lottery that falls after closing
challenges-beacon-missing = For a draw, name the public number
challenges-beacon-at = When that number falls
challenges-beacon-at-hint = Empty: at 21:00 on the day after closing. Where witnesses seal seeds: until when they open them
challenges-number-unreadable = Enter a number, such as 200
challenges-when-unreadable = Enter a time, such as 2026-12-02 19:00

# Other days, calling off
challenges-dates = Change the days
challenges-dates-lead = Everybody with a place or waiting for one is told. Sign-up times stay.
challenges-dates-save = Change and tell everybody
challenges-redated = The days are changed, and everybody is being told.
challenges-stay = Leave it
challenges-call-off = Call it off
challenges-call-off-lead = Calls “{ $title }” off and tells everybody with a place or waiting for one.
challenges-call-off-reason = Reason
challenges-call-off-hint = Everybody reads it, such as “the hall is being repaired”
challenges-call-off-missing = Say why it is called off
challenges-call-off-it = Call off and tell everybody
challenges-called-off = Called off, and everybody is being told.

# Notices
challenges-told-redated = “{ $title }” has other days: { $from } to { $last }.
challenges-told-cancelled = “{ $title }” was called off: { $reason }
challenges-told-closed = “{ $title }” is over; your outcome can be seen.

# One's own data
challenges-own-title = Challenge
challenges-own-state = State
challenges-own-joined = Taking part
challenges-own-withdrawn = Withdrawn
challenges-own-joined-at = Joined at
challenges-own-height = Height (cm)
challenges-own-nickname = Nickname in the ranking
challenges-own-ranked-at = Entered the ranking at
challenges-own-measurements = Measurements
challenges-own-day = Day
challenges-own-value = Value
challenges-own-unit = Unit
challenges-own-how = How
challenges-own-start = At the scales, at the start
challenges-own-end = At the scales, at the end
challenges-own-self = Noted by oneself
challenges-own-recorded-at = Recorded at
challenges-next = Record and see my progress
