# The desk
inbox-desk = Today
inbox-desk-says = { $date }. { $n ->
    [one] One thing waits for you.
   *[other] { $n } things wait for you, the most urgent first.
 }
inbox-desk-clear = { $date }. Nothing waits for you.
inbox-desk-empty = Nothing to do right now
inbox-desk-empty-hint = Applications, circulars and whatever falls due come here by themselves. You could look at your union and those below it.
inbox-desk-empty-act = Look at the unions
inbox-group-now = Today
inbox-group-week = This week
inbox-group-later = Later
inbox-group-others = Waiting for others
inbox-others-aside = not counted among yours
inbox-calendar-unknown = The public holidays of { $year } are not announced yet. Deadlines that reach into that year count weekends only and may move.

# Deadlines
inbox-waits = To do
inbox-due-today = Due today
inbox-due-today-at = Due today { $time }
inbox-due-in = { $n ->
    [one] One day left
   *[other] { $n } days left
 }
inbox-late-at = Was due { $time }
inbox-late-days = { $n ->
    [one] One day late
   *[other] { $n } days late
 }
inbox-late-working-days = { $n ->
    [one] One working day late
   *[other] { $n } working days late
 }

# Acts
inbox-act-open = Open
inbox-act-decide = Decide
inbox-act-term = New committee
inbox-act-look = See how it stands
inbox-act-settle = It is done
inbox-task-settled = Done.
inbox-task-closed = Somebody else has just dealt with this.
inbox-task-not-by-hand = This is done on its own page, and goes away when it is.

# Rooms
inbox-room-membership = Members
inbox-room-organisation = Unions
inbox-room-activities = Activities
inbox-room-reports = Figures
inbox-room-circulars = Circulars
inbox-room-learning = Learning
inbox-room-corps = Corps
inbox-room-contests = Contests
inbox-room-cases = Cases
inbox-room-portal = Portal
inbox-room-venues = Venues
inbox-room-signups = Sign-ups
inbox-room-benefits = Benefits
inbox-room-challenges = Challenges
inbox-room-drives = Hand-outs
inbox-room-unknown = There are no such notices; please choose from those listed

# Joining and transfer
inbox-task-join = An application to join waits for you
inbox-task-join-sent-on = An application to join, sent on to you, waits
inbox-task-transfer = An application to transfer waits for you
inbox-task-applications = { $n ->
    [one] One application to join or transfer
   *[other] { $n } applications to join or transfer
 }
inbox-join-asked = { $union } has your application to join and answers by { $day }.
inbox-join-approved = { $union } has approved your application. Welcome.
inbox-join-returned = { $union } has a question about your application. Please complete it and send it again.
inbox-join-refused = { $union } has not approved your application to join. The reason stands in the application.
inbox-join-sent-on = Your application to join was sent on to { $union }, which answers by { $day } as before.
inbox-transfer-asked = { $union } has your application to transfer and answers by { $day }.
inbox-transfer-approved = Your membership is now with { $union }.
inbox-transfer-returned = { $union } has a question about your transfer. Please complete it and send it again.
inbox-transfer-refused = { $union } has not approved your transfer. The reason stands in the application.
inbox-transferred = Your membership is now with { $union }.

# Founding and terms
inbox-task-founding = An application to found a union waits for you
inbox-task-foundings = { $n ->
    [one] One application to found a union
   *[other] { $n } applications to found unions
 }
inbox-founding-approved = { $union } has approved your application. The new union stands.
inbox-founding-returned = { $union } asks you to correct your application to found a union.
inbox-founding-refused = { $union } has not approved your application to found a union. The reason stands in the application.
inbox-task-term = The committee’s term ends { $day }; please prepare the election

# Notices
inbox-notices = Notices
inbox-home = Home
inbox-me = Me
inbox-unread = Unread
inbox-notices-unread = { $n ->
    [one] One unread
   *[other] { $n } unread
 }
inbox-notices-read-all = Mark all read
inbox-notices-read = { $n ->
    [one] One marked read.
   *[other] { $n } marked read.
 }
inbox-notices-none = No notices yet
inbox-notices-none-hint = When your applications and sign-ups have a result, you are told here.
inbox-notices-none-act = See what you can do

# How to be told
inbox-preferences = How to be told
inbox-preferences-says = Everything is always to be read here. Whether you are also told by other ways is up to you.
inbox-preferences-keep = Save
inbox-preferences-kept = Saved. It holds from the next notice on.
inbox-channel-sms = Also by text message
inbox-channel-mail = Also by mail
inbox-quiet = Quiet hours
inbox-quiet-from = From
inbox-quiet-until = Until
inbox-quiet-hint = Meanwhile text messages and mails wait, and come together afterwards. The same time twice means never quiet.
inbox-hour-unknown = Please choose a full hour, such as 21:00
inbox-digest = Once a day, together
inbox-digest-hint = What is not urgent comes together at 8:00 every day; what is urgent still comes at once.
