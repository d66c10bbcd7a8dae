activities-and = {"; "}
activities-asked = Asked at sign-up
activities-blueprint-honours = { $key } has an unknown honour; known are model-worker, may-day-medal, craftsman and the like.
activities-blueprint-level-of-what = { $key } needs honours beside it.
activities-blueprint-only-with-number = With policy = "seals" the witnesses' seeds decide: “{ $key }” is not used
activities-blueprint-only-with-seals = “{ $key }” is used with policy = "seals" only
activities-conditions = Who may sign up
activities-honour-level = Level of the honour
activities-honour-level-any = Any level
activities-honour-level-from = { $level } or higher
activities-honour-level-unknown = There is no such level; please choose again.
activities-honour-unknown = There is no honour “{ $name }”.
activities-honours = Only holders of these honours
activities-honours-hint = One of them is enough; the member's own union records them. Tick none for anybody
activities-list-comma = ,{" "}
activities-more-asks = What is asked at sign-up, e.g. shirt size, bus stop (optional)
activities-more-asks-season = What is asked at sign-up, the same for all courses (optional)
activities-more-conditions = Who may sign up (optional)
activities-more-conditions-season = Who may sign up, the same for all courses (can be left as it is)
activities-more-draw = How places are given: first come, or a draw (can be left as it is)
activities-season-who = Who may sign up: { $rule }
activities-sector-unknown = No sector “{ $name }” was found.
activities-sectors = Only members of these sectors
activities-sectors-hint = One of them is enough, by the union one belongs to; tick none for anybody
