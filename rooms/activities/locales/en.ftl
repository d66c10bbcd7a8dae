# Kinds
activities-kind = Kind of activity
activities-kind-ten-minute = Ten-minute class before the shift
activities-kind-study = Study meeting
activities-kind-lecture = Lecture
activities-kind-training = Training
activities-kind-culture = Sport and culture
activities-kind-performance = Performance
activities-kind-exhibition = Exhibition
activities-kind-visit = Visit
activities-kind-volunteering = Volunteering
activities-kind-legal = Legal education
activities-kind-safety = Safety at work
activities-kind-health = Health service
activities-kind-contest = Labour and skills contest
activities-kind-meeting = Meeting
activities-kind-other = Other
activities-kind-missing = Choose a kind of activity

# Settings
activities-setting = Where
activities-setting-enterprise = Enterprise
activities-setting-workshop = Workshop
activities-setting-team = Team
activities-setting-community = Community
activities-setting-campus = Campus
activities-setting-site = Building site
activities-setting-office = Office
activities-setting-village = Village
activities-setting-station = Station or palace
activities-setting-online = Online
activities-setting-other = Other
activities-setting-missing = Choose a kind of place, for example Team

# Logging
activities-log = Log a session
activities-log-one = Log a session: { $kind }
activities-log-lead-first = A title and how many came is all it takes. No photo, no position.
activities-log-lead = Filled in as the last one was; usually only the number changes. No photo and no location is asked for.
activities-log-it = Log this session
activities-log-more = Log it and start another
activities-logged = Logged. All figures above include it; nothing else has to be reported.
activities-logged-already = This session was logged before; it is not counted twice.
activities-logged-again = Logged as last time. If the number differs, choose Correct.
activities-joined = Joined to the same session.
activities-again = Same as last time: log it
activities-again-last = Last: { $title }　{ $date }　{ $n } attendances
activities-like = Log another like this
activities-union = Union
activities-union-missing = Choose a union first
activities-union-ended = This union had ended by that day; log it for the union that took its place
activities-union-not-yet = This union had not been founded by that day
activities-key-unreadable = The form is incomplete; reload it and fill it in again
activities-key-taken = Another session already has this form’s number; open “Log a session” again
activities-title = What was it about
activities-title-other = Another title
activities-title-short = Title
activities-title-hint = For example “Electrical safety in winter”. Higher unions see the title too, so write no person’s name
activities-title-missing = Write a title, for example “Electrical safety in winter”
activities-title-long = A title has at most { $most } characters
activities-place = Team or place
activities-place-short = Place
activities-place-example = Workshop 2, team 3
activities-place-long = A place has at most { $most } characters
activities-when = When
activities-when-hint = Filled in; change it only if it is wrong
activities-when-unreadable = Give day and time, for example 2026-11-18 07:50
activities-when-future = This time has not come yet; log a session after it was held
activities-when-old = Sessions can be logged up to { $days } days back; earlier ones come with the import of past years
activities-heads = How many came
activities-heads-hint = Count those present. Do not count again those ticked by name
activities-heads-missing = Give a number, for example 24
activities-heads-unreadable = Give a number, for example 24
activities-heads-nobody = If nobody came there is nothing to log
activities-heads-many = A session has at most { $most } people; please check
activities-heads-note = People counted here add to attendances by head, not to the number of distinct people.
activities-people = Who came
activities-people-head = By name (may be left out)
activities-people-hint = Only this union and you see the names; higher unions see numbers
activities-people-words = Find by name or team
activities-people-cut = The list is long; { $n } people are shown. Find others by name or team
activities-people-unseen = You see no list of members here; count by head.
activities-people-kept = Names are not kept on this device. Without network, count by head; names can be added to the session once the network is back.
activities-people-unknown = The list has changed; tick the names again
activities-people-many = At most { $most } people can be ticked at once
activities-minutes = How long (minutes)
activities-minutes-short = Length
activities-minutes-range = Give minutes from 1 to { $most }, for example 10
activities-more = Kind, length, co-hosts (may stay as they are)
activities-find = Find
activities-co-hosts = Co-hosts
activities-co-host-words = Co-hosting unions
activities-co-host-words-hint = Type a name or the initials, find, then tick
activities-co-hosts-untaken = Choose Find, then tick the co-hosting union; or empty this box
activities-co-host-unknown = There is no such union; find it again
activities-co-host-self = The host is not a co-host as well
activities-co-hosts-many = At most { $most } co-hosts
activities-bodies = Other co-hosting bodies
activities-bodies-hint = Bodies that are no unions, one a line
activities-body-long = A name has at most { $most } characters

# The same session?
activities-same = Already logged?
activities-same-why = A session of this kind is on record for that day, and one session counts once. Please see whether it is the same.
activities-same-co-host = The same: credit us as co-host, their number stands
activities-same-people = The same: credit us as co-host, and add people they did not count
activities-same-ours = The same: log nothing more
activities-same-ours-people = The same: add people not counted yet
activities-same-another = Not the same: log it apart
activities-same-unreadable = Choose one
activities-same-gone = That session has changed; choose again

# After logging
activities-after = Once it is logged
activities-after-above = Figures and briefings include it by themselves; nothing else to report
activities-nth = no. { $n } this month
activities-last = Last sessions
activities-last-here = Last sessions here
activities-date = Day
activities-attendances = Attendances
activities-came = { $n ->
    [one] 1 attendance
   *[other] { $n } attendances
 }

# Correcting, entering, retracting
activities-edit = Correct
activities-edit-lead = Figures follow the correction; the number before and the reason are kept.
activities-edit-save = Save the correction
activities-corrected = Corrected.
activities-unseen-kept = { $n } more came by name whose names you do not see; they stay as they are.
activities-reason = Why
activities-reason-hint = For example “night shift was left out”. Whoever reads the figures can read it, so write no names
activities-reason-missing = Give a reason, for example “night shift was left out”
activities-reason-long = A reason has at most { $most } characters
activities-reason-entered = Entered from the sign-in sheet
activities-reason-joined = Joined to the same session by a co-host
activities-is-retracted = This session was retracted and cannot be changed
activities-changed-meanwhile = This session was changed after you opened it. Open it again and look before you change it
activities-entry = Enter the sign-in sheet
activities-entry-lead = Tick the names on the paper sheet; give the number of people without a name.
activities-entry-heads = How many more came
activities-entry-heads-hint = { $n } were counted by head; take off those you tick now
activities-entry-save = Save
activities-entry-before = On record now
activities-entered = Sign-in sheet entered.
activities-retract = Retract this session
activities-retract-lead = “{ $title }”, { $date }, { $n } attendances. It will count no more; the record and the reason are kept.
activities-retract-it = Retract
activities-retract-not = Keep it
activities-retracted = Retracted; the figures no longer include it.
activities-state-retracted = Retracted
activities-state-retracted-why = This session was retracted and does not count:
activities-history = Changes
activities-history-logged = Logged
activities-history-corrected = Corrected
activities-history-entered = Sign-in sheet entered
activities-history-joined = Joined by a co-host
activities-history-retracted = Retracted
activities-history-named = by name { $before } → { $after }
activities-history-by-head = by head { $before } → { $after }
activities-history-field = { $field } changed

# One session
activities-about-activity = About this activity
activities-about = This session
activities-host = Host
activities-on-behalf = On behalf
activities-on-behalf-of = Logged by the union that keeps its books
activities-named = Attendances by name
activities-named-about = ticked, signed or scanned
activities-by-head = Attendances by head
activities-by-head-about = counted on the spot
activities-unit-times = {""}
activities-unit-minutes = min
activities-unit-sessions = {""}
activities-source = logged by { $union }, { $at }
activities-people-came = Who came
activities-nobody-named = This session was counted by head only: { $n } attendances, nobody by name.
activities-name = Name
activities-team = Team
activities-names-host-only = Only the host union sees the names.
activities-names-others = { $n } more whose names you do not see.

# Lists
activities-sessions = Sessions
activities-month = Month
activities-all = All
activities-show = Show
activities-count = Sessions
activities-list-source = sessions hosted or co-hosted by this union and those below it; a co-hosted one counts for its host and is listed here too
activities-list-source-own = sessions hosted or co-hosted by this union
activities-too-many = Too many unions below; choose one first:
activities-co-held = co-held
activities-none = No sessions yet
activities-none-hint = Logging one takes a few seconds.

# Sign-in sheet
activities-sheet = Sign-in sheet
activities-sheet-print = Print a sign-in sheet
activities-sheet-rows = Empty lines
activities-sheet-names = With the names of members
activities-sheet-no = No.
activities-sheet-signed = Signature
activities-sheet-others = Others without signature:
activities-sheet-leader = Organiser:
activities-sheet-foot = Signatures serve to count attendance only. After logging the session, enter them with “Enter the sign-in sheet”; the host union keeps the paper.
activities-back = Back

# Programmes
activities-programme = Programme
activities-programmes = Programmes
activities-programme-none = No programme
activities-programme-begin = New programme
activities-programme-begun = The programme is ready; choose it when announcing activities and logging sessions.
activities-programme-title = Name of the programme
activities-programme-hint = This union and those below it can log sessions under it, and figures can be read by it
activities-programme-title-taken = This union has a programme of that name
activities-programme-unknown = This programme has ended or is not yours to use; choose again
activities-programme-since = since { $date }
activities-programmes-none = No programmes yet
activities-programmes-none-hint = Sessions under one name can be read apart in the figures.
activities-programme-kinds = By kind
activities-programme-activities = Activities of the programme
activities-programme-figures = Figures of the programme
activities-programme-empty = Nothing announced under this programme yet
activities-programme-empty-hint = Meetings, performances, classes, exhibitions, contests: a programme takes activities of every kind.
activities-programme-source = Sessions held by { $union } and the unions below; one held together counts for its host only
activities-programme-source-own = Sessions held by { $union }; for the unions below see the figures

# Members
activities-activities = Activities
activities-lately = Lately in my union
activities-mine = What I came to
activities-mine-all = All
activities-my-signups = My sign-ups
activities-mine-none = Nothing is on record under your name yet
activities-mine-none-hint = Activities logged by name are listed here; those counted by head only are not.
activities-mine-sum = { $n ->
    [one] 1 session
   *[other] { $n } sessions
 }, about { $hours } h
activities-mine-seen = Only you see this list. It is not ranked and gives no points.
activities-month-short = { $n ->
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
activities-union-none = Your union has logged no activity yet
activities-union-none-hint = Tell your union what you would like.
activities-no-union = You are in no union yet
activities-no-union-hint = Once you have joined, your union’s activities are listed here.

# Announced activities
activities-upcoming = Activities to sign up for
activities-times = from { $at }, { $n } meetings
activities-n-minutes = { $n } min
activities-who = Who may come
activities-who-of = Members of { $union } and the unions below it
activities-who-subtree = Members of this union and the unions below it
activities-who-members = Members of any union
activities-who-missing = Choose who may come
activities-price = Price a person (yuan)
activities-price-short = Price
activities-price-hint = Leave empty if it is free
activities-price-free = free
activities-price-own = you pay { $own }
activities-price-shared = you pay { $own }, the union adds { $subsidy }
activities-price-unreadable = Give an amount, such as 240 or 19.90
activities-timetable = Timetable
activities-meeting-planned = To come
activities-meeting-over = To be logged
activities-meeting-ended = Over
activities-meeting-held = Held
activities-meeting-cancelled = Called off
activities-meeting-not-planned = This meeting was logged or called off already. Reload the page
activities-ics = Add to calendar
activities-summary = About it
activities-summary-hint = What it is about, what to bring, whom it suits
activities-summary-long = At most { $most } characters
activities-cancelled-why = Called off
activities-is-cancelled = The activity was called off and cannot be changed

# Signing up
activities-signup = Sign-up
activities-signup-time = Open
activities-signup-early = Opens { $at }
activities-signup-free = Open, { $n ->
    [one] one place left
   *[other] { $n } places left
 }
activities-signup-full = Full
activities-signup-full-waits = Full, with a waiting list
activities-signup-closed = Closed
activities-signup-placed = I have a place
activities-signup-offered = A place is offered to you
activities-signup-waiting = I am on the waiting list
activities-signup-none = No sign-up needed
activities-signup-go = Sign up
activities-signup-result = See the result
activities-door-challenges = Challenges
activities-door-offers = Benefits
activities-door-vouchers = My vouchers
activities-doors = What else there is
activities-signup-look = See my sign-up
activities-from-to = { $from } to { $to }
activities-places = Places
activities-places-hint = Where nobody signs up, untick the box above and leave this empty
activities-places-missing = Give the number of places, such as 20
activities-places-taken = Taken
activities-places-waiting = Waiting
activities-number-unreadable = Give a number, such as 6

# Announcing
activities-announce = Announce an activity
activities-announce-lead = { $union }: title, time and places are enough; everything else is filled in.
activities-announce-it = Announce
activities-announce-note = Members then find it under Activities and in the calendar. After each meeting choose “Held, log it” and tick those who came; no list is copied again.
activities-announced = Announced. Members can see it now.
activities-announced-already = This activity was announced already; nothing was doubled.
activities-announce-key-taken = The number of this form belongs to another activity. Open “Announce an activity” again
activities-announce-title = Name of the activity
activities-announce-title-hint = Such as “Photography with your phone”. Everybody sees it; please name no person
activities-announce-place-example = Workers’ palace, room 302
activities-announce-past = This time has passed
activities-announce-far = At most two years ahead
activities-first = First meeting
activities-first-missing = Give the first time, such as 2026-12-02 19:00
activities-weeks = How many meetings
activities-weeks-hint = Weekly at the same time, from the first one
activities-weeks-range = From 1 to { $most } meetings
activities-dates = Other times
activities-dates-hint = Where it is not weekly: one time a line, such as 2026-12-05 09:00
activities-dates-unreadable = “{ $line }” is not understood. Write 2026-12-05 09:00
activities-more-series = More times, length, kind, for whom (may stay as it is)
activities-more-signup = When to sign up, price, waiting list (may stay as it is)
activities-signup-on = People sign up
activities-opens-at = Sign-up from
activities-opens-at-hint = Empty: from now
activities-closes-at = Sign-up until
activities-closes-at-hint = Empty: until the first meeting begins
activities-closes-past = This has passed; nobody could sign up
activities-withdraw-until = A place may be given up until
activities-withdraw-until-hint = Empty: until a day before the first meeting
activities-share = Percent paid by the union
activities-share-hint = 60 means the union pays sixty percent
activities-share-range = From 0 to 100
activities-pay-hours = Hours to pay in
activities-pay-hours-hint = Then the place goes to the waiting list; empty for no limit
activities-heads-most = People in one sign-up, at most
activities-heads-most-hint = More than 1 where families may come along
activities-verified-only = Only members whose identity was verified
activities-waits = Keep a waiting list
activities-offer-hours = Hours to accept a place that came free
activities-offer-hours-hint = Empty: it is given at once

# Running them
activities-desk = Announced activities
activities-desk-none = Nothing was announced yet
activities-desk-hint = What you announce, members see and sign up for.
activities-taken = { $taken } of { $places } taken, { $waiting } waiting
activities-desk-waiting = To be logged
activities-desk-ahead = Coming up
activities-desk-over = Over
activities-to-log = { $n } to be logged
activities-manage = Manage
activities-as-members = As members see it
activities-people-signed = Who signed up
activities-hold = Held, log it
activities-check-in = Check-in
activities-checked-in-late = { $n } checked in but are not entered: their check-in was sent later, or came after the session was logged.
activities-checked-in-enter = Enter them
activities-checked-in-ask = They will be entered by name. If they were counted by head, take them off that number afterwards. Sure?
activities-checked-in-entered = { $n } entered as checked in.
activities-look-session = See the session
activities-move = Change time or place
activities-move-lead = { $title }, planned for { $at }. Everybody signed up, expected or to be reminded will be told.
activities-move-it = Change it and tell everybody
activities-move-not = Leave it
activities-moved = Changed. Everybody signed up, expected or to be reminded will be told.
activities-call-off = Call it off
activities-call-off-lead = Whatever of “{ $title }” is still to come will not take place, its places end, and everybody signed up, expected or to be reminded will be told. This cannot be undone.
activities-call-off-reason = Why it is called off
activities-call-off-hint = Such as “The teacher is ill”. Everybody sees it; please name no person
activities-call-off-missing = Give the reason, such as “The teacher is ill”
activities-call-off-it = Call it off and tell everybody
activities-call-off-not = Keep it
activities-called-off = Called off. Everybody signed up, expected or to be reminded will be told.
activities-told-moved = A meeting of “{ $title }” was moved to { $day } { $time }; please see its time and place
activities-told-cancelled = “{ $title }” was called off: { $reason }

# Who may, and how places are given
activities-more-rules = Who may sign up, how places are given (optional)
activities-full-only = Only full members (not those whose membership is retained)
activities-member-days = Member for how many days
activities-member-days-hint = Empty for any; transfers do not interrupt it
activities-member-days-wrong = From 1 to 36500 days, or leave it empty
activities-work = Only these kinds of work
activities-work-hint = A few words with commas between; one of them stands in the member's work
activities-work-wrong = Up to 20 words of up to 40 characters
activities-within = Only members of these unions
activities-within-hint = One union a line, those below included; empty for any
activities-unions-many = Up to { $most } unions; name the one above them
activities-union-unknown = “{ $name }” was not found; write its full name
activities-union-several = “{ $name }” is more than one union; write the full name
activities-policy = How places are given
activities-policy-first = First come, first served
activities-policy-first-why = In the order of signing up, then a waiting list
activities-policy-draw = By a draw
activities-policy-draw-why = After closing; early or late is the same chance, and anybody can compute it again
activities-policy-seals = By a draw, with seeds sealed by witnesses
activities-policy-seals-why = Without a public number: at least two witnesses seal a seed each before closing and open it afterwards
activities-policy-missing = Choose first come or a draw
activities-beacon-named = The public number that decides the draw
activities-beacon-named-hint = For a draw only. Say which number of which day; it is published with the sign-up and cannot be changed
activities-beacon-missing = Say which public number decides, for example “lottery numbers of 1 December”
activities-beacon-falls = When that number is published
activities-beacon-falls-hint = After closing; empty: a day after. Where witnesses seal seeds: until when they open them
activities-sharing = Places by union
activities-sharing-none = Not by union
activities-sharing-kept = Places kept
activities-sharing-kept-why = So many are kept for each union; the rest is for everybody
activities-sharing-caps = Caps
activities-sharing-caps-why = No union has more than so many; one person a sign-up
activities-sharing-missing = Choose one
activities-shares = Places of each union
activities-shares-hint = One a line: full name, a space, the number
activities-shares-missing = Write the places of each union, one a line
activities-share-unreadable = “{ $line }” cannot be read; write a union, a space and a number
activities-share-twice = “{ $name }” stands there twice
activities-share-each = Places of each union below
activities-missed = Places for those who got none last time
activities-missed-hint = Whoever waited in vain or was not drawn there has places kept here
activities-missed-none = None kept
activities-missed-places = How many are kept
activities-missed-places-missing = Say how many, for example 5
activities-missed-unknown = That activity was not found; choose again
activities-missed-or-caps = With caps no places can be kept; choose one of them
activities-signup-entered = Signed up, waiting for the draw
activities-signup-draw = Open, { $n } places by a draw after closing
activities-signup-full-waiting = Full, { $n } waiting; you may wait too

# Venue
activities-more-venue = Choose a venue, book a room (optional)
activities-venue-words = Find a venue
activities-venue-words-hint = A few words of its name or address, then “Find”
activities-venue = Venue
activities-venue-hint = A room is booked with the announcement, for every meeting
activities-venue-unchosen = None
activities-venue-only = As the place only, no booking
activities-venue-books = Booked when you announce
activities-venue-asks = Holds the time until the venue agrees
activities-venue-none = Nothing found; try other words
activities-venue-unknown = This venue or room is gone; search again
activities-venue-taken = The room is taken for meeting { $n }; choose another time or room
activities-venue-is-free = Free at these times. { $hint }
activities-venue-is-taken = Taken at one of these times

# A season
activities-season = Timetable
activities-season-look = See the timetable
activities-season-new = Start a season
activities-season-new-lead = Several courses at once: the rules once, a line for each course.
activities-season-begin = Announce all courses
activities-season-begun = All courses are announced; members see the timetable now.
activities-season-title = Name of the season
activities-season-title-hint = For example “After-work classes, winter 2026”
activities-season-from = From which day
activities-season-from-hint = Each course begins on the first of its weekdays from then
activities-season-weeks = Meetings of each course
activities-season-table = Timetable
activities-season-table-hint = To leave a course out, delete its title
activities-season-more = More lines
activities-season-claim = Up to { $n } for each person
activities-courses = Courses
activities-courses-missing = At least one course, please
activities-courses-many = Up to { $most } courses a season
activities-course-title = Course
activities-course-weekday = Weekday
activities-course-hour = Begins
activities-course-teacher = Teacher
activities-batch = Batch
activities-batch-first = First
activities-batch-second = Second
activities-claim-most = Courses for each person
activities-claim-most-hint = For example 1; 0 for any number
activities-claim-wrong = From 0 to { $most }
activities-second-opens = Second batch opens
activities-second-opens-hint = Only with a second batch; the first closes then
activities-second-opens-missing = Say when the second batch opens
activities-missed-each = Kept in each second-batch course, for those who missed each first-batch course
activities-missed-each-hint = Empty for none; what nobody uses can be released at the desk
activities-from-unreadable = A day, for example 2026-12-01
activities-weekday-1 = Mon
activities-weekday-2 = Tue
activities-weekday-3 = Wed
activities-weekday-4 = Thu
activities-weekday-5 = Fri
activities-weekday-6 = Sat
activities-weekday-7 = Sun
activities-weekday-missing = Choose a weekday
activities-teacher-long = Teacher: up to { $most } characters

# Blueprints
activities-from-blueprint = Start from a blueprint
activities-save-blueprint = Save as blueprint
activities-save-blueprint-lead = Keeps how it was done: kind, length, places, price, who may. Dates become days from when it is used; people are left out.
activities-blueprint-saved = Saved: this union and those below can use it.
activities-blueprint-title = Name
activities-blueprint-title-hint = For example “Evening class”
activities-blueprint-title-missing = A name, please
activities-blueprint-what = What it does
activities-blueprint-what-hint = A sentence or two, so that others know whether it helps them
activities-blueprint-what-missing = Say what it does
activities-blueprint-whom = For whom
activities-blueprint-whom-hint = For example “couriers and drivers”
activities-blueprint-whom-missing = Say for whom
activities-blueprint-words-long = Up to { $most } characters
activities-blueprint-as = Save as
activities-blueprint-as-hint = An existing one gets a new version; earlier ones are kept
activities-blueprint-as-new = A new blueprint
activities-blueprint-hour = “{ $key }” takes a time, like "19:00"
activities-blueprint-courses-many = “{ $key }”: up to 40
activities-blueprint-not-in-season = “{ $key }” is not used with form = "season"
activities-blueprint-not-in-route = With stops it is a route: “{ $key }” is not used
activities-blueprint-stops-range = “{ $key }”: 2 to 30
activities-blueprint-only-in-season = “{ $key }” is used with form = "season" only
activities-blueprint-share-of-what = “{ $key }” needs a price
activities-blueprint-caps-one-head = With caps, “{ $key }” is 1
activities-stops = Route
activities-next = See times and places
