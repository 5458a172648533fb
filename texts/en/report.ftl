# The report: before it, its questions, checking, sending, and stopping.

report-before-first =
    <b>It takes about three minutes.</b>
    You can skip almost every question, go back, and stop. What you wrote is kept for { $hours ->
        [one] { $hours } hour
       *[other] { $hours } hours
    }, so you can finish later.

    You can add photos, videos and documents. We take out what hides in them.

    Telegram itself can see that you write here, and what you write.

    To wipe this chat at any time, tap <b>Hide this chat</b>.
report-short-intro = <i>Tell it all here. Then we only ask what kind of thing it was, when and where.</i>
report-progress = <i>{ $left ->
    [1] Last question
    [2] 2 short questions left
   *[other] About { $left } short questions left
}</i>
report-answer-so-far = Your answer now: { $answer }
report-story-part-taken = ✓ We have { $parts ->
    [one] 1 message
   *[other] { $parts } messages
} from you ({ $characters ->
    [one] 1 letter
   *[other] { $characters } letters
}). Write more, or tap Done.
added-to-report = Added to your report.

offer-in-danger = In danger now? Call <b>999</b>.
forwarded-offer =
    <b>Do you want to report this?</b>
    We can start a report with these words. Nothing is sent until you say so.
forwarded-offer-several =
    <b>Do you want to report this?</b>
    We can start a report with your last { $count } messages. Nothing is sent until you say so.
forwarded-offer-in-report =
    <b>Add this to your report?</b>
    We can put these words with your own. Nothing is sent until you say so.
forwarded-offer-in-report-several =
    <b>Add this to your report?</b>
    We can put these { $count } messages with your own words. Nothing is sent until you say so.
offered-words-lost = Only your last message could be put in: we no longer had the ones before it. They are still in this chat. You can write them again in your report.

## Sections

report-section-safety = Safety
report-section-incident = What happened
report-section-when-and-where = When and where
report-section-story = In your words
report-section-harm = Harm
report-section-others = Other people
report-section-needs = What you need
report-section-contact = Reaching you
report-section-sharing = Sharing

## Safe now

report-safe-now-prompt =
    <b>Are you safe right now?</b>
    If the person is still there, or may come back, tap No.
report-safe-now-label = Safe now
report-safe-now-option-safe = Yes, I am safe
report-safe-now-option-danger = No, or I am not sure
report-safe-now-option-hurt = Someone is hurt

## Who it happened to

report-role-prompt =
    <b>Who did it happen to?</b>
    We ask so that the next questions fit.
report-role-label = Who it happened to
report-role-option-me = It happened to me
report-role-option-witness = I saw it happen
report-role-option-for-someone-else = I am telling this for someone else
report-role-option-me-and-others = To me and to someone else

report-agreed-prompt =
    <b>Do they know that you are telling us?</b>
    You can tell us either way. Leave out their name.
report-agreed-label = They know
report-agreed-option-they-agree = They know and agree
report-agreed-option-they-do-not-know = They do not know
report-agreed-option-cannot-ask = I cannot ask them

## What

report-what-prompt =
    <b>{ $role ->
        [witness] What did you see?
        [for_someone_else] What happened to them?
       *[other] What happened?
    }</b>
    Pick all that fit. You do not have to know if it is a crime.
report-what-label = What happened
report-what-option-verbal-abuse = Insults or hateful words
report-what-option-threats = Threats
report-what-option-physical-attack = Hitting, kicking or another attack
report-what-option-spitting-or-throwing = Spitting or throwing things
report-what-option-harassment = Harassment that goes on and on
report-what-option-sexual = Sexual touching or words
report-what-option-damage = Damage to property
report-what-option-graffiti = Graffiti or hateful signs
report-what-option-arson = Fire was set
report-what-option-theft = Theft or robbery
report-what-option-online = Online, messages or calls
report-what-option-leaflets = Hateful leaflets, posters or letters
report-what-option-exploitation = A “friend” who uses or cheats
report-what-option-refused-service = Refused a service
report-what-option-bullying = Bullying
report-what-option-other = Something else

report-what-other-prompt =
    <b>What was the something else?</b>
    A few words are enough.
report-what-other-label = Something else

## Why

report-why-prompt =
    <b>Why do you think it happened?</b>
    Pick all that fit. { $role ->
        [witness] It counts even if they were wrong about the person.
        [for_someone_else] It counts even if they were wrong about the person.
       *[other] It counts even if they were wrong about you.
    }
report-why-label = Why
report-why-option-race = Race, ethnicity or nationality
report-why-option-religion = Religion or belief
report-why-option-sexual-orientation = Sexual orientation
report-why-option-disability = Disability
report-why-option-transgender = Being transgender
report-why-option-sex-or-gender = Sex or gender
report-why-option-age = Age
report-why-option-appearance = Looks, clothes or style
report-why-option-immigration-status = Immigration status
report-why-option-other = Something else

report-why-signs-prompt =
    <b>What makes you think so?</b>
    Pick all that fit. Your own feeling is enough.
report-why-signs-label = Why you think so
report-why-signs-option-words-used = The words they used
report-why-signs-option-symbols = Signs, symbols or gestures
report-why-signs-option-clothes-or-place = Clothes, something worn, or the place
report-why-signs-option-date-or-event = The date or an event
report-why-signs-option-same-people = Same people did it before
report-why-signs-option-no-other-reason = There was no other reason
report-why-signs-option-own-feeling = My own feeling

## When

report-when-prompt =
    <b>When did it happen?</b>
    Tap, or type it in your own words, like “last Tuesday” or “early June”. Near enough is fine.
report-when-label = When
report-when-period-prompt =
    <b>From when to when?</b>
    Type it in your own words, like “since March, every week”.
when-just-now = Just now
when-today = Today
when-yesterday = Yesterday
when-pick-day = Pick a day
when-period = Over some time
when-unknown = I do not remember
when-typed-echo =
    You wrote “{ $words }”.
    <b>Do you mean { WEEKDAY($day) } { $day }?</b>
when-echo-yes = Yes, that day
when-echo-keep-words = No, keep my words
answer-when-just-now = { $day }, { $part ->
    [morning] in the morning, just before it was told
    [afternoon] in the afternoon, just before it was told
    [evening] in the evening, just before it was told
    [night] at night, just before it was told
   *[other] just before it was told
}
answer-when-today = { $day }
answer-when-yesterday = { $day }
answer-when-day = { $day }
answer-when-day-typed = { $day } (“{ $words }”)
answer-when-period = Over some time: { $words }
answer-when-words = “{ $words }”
answer-when-unknown = Does not remember
calendar-title = { MONTH($month) }
calendar-earlier = ← Earlier
calendar-later = Later →
calendar-close = Close

report-day-part-prompt = <b>Which part of the day was it?</b>
report-day-part-label = Part of the day
report-day-part-option-morning = Morning
report-day-part-option-afternoon = Afternoon
report-day-part-option-evening = Evening
report-day-part-option-night = Night

## Where

report-where-kind-prompt = <b>What kind of place was it?</b>
report-where-kind-label = Kind of place
report-where-kind-option-home = At home or near it
report-where-kind-option-street = In the street
report-where-kind-option-public-transport = Bus, train, Tube or tram
report-where-kind-option-shop = Shop
report-where-kind-option-pub-or-restaurant = Pub or restaurant
report-where-kind-option-work = Work
report-where-kind-option-school = School, college or university
report-where-kind-option-park = Park
report-where-kind-option-online = Online
report-where-kind-option-place-of-worship = Place of worship
report-where-kind-option-public-office = Public office or hospital
report-where-kind-option-care-setting = Care home or care service
report-where-kind-option-lgbt-venue = LGBT+ bar, club or group
report-where-kind-option-stadium = Stadium or sports ground
report-where-kind-option-elsewhere = Somewhere else

report-where-prompt =
    <b>Where did it happen?</b>
    Tap a button. Or type a place, or the first half of a postcode, like E8.
    You can also share a pin with the 📎 paper clip. We keep only the rough area, never the exact spot.
report-where-label = Where
where-online = It was online
where-typed-echo =
    You wrote “{ $words }”.
    <b>Did it happen there?</b>
where-echo-yes = Yes, { $words }
where-echo-no = No, ask me again
where-pin-grid-prompt =
    <b>How close may staff see it?</b>
    We have rounded your pin and taken it out of this chat. You choose how rough it is kept.
grid-street = Street, about { $metres } metres
grid-neighbourhood = Neighbourhood, about { $metres } metres
grid-borough = Borough, about { $metres } metres
answer-where-area = { $words }
answer-where-words = “{ $words }”
answer-where-postcode = Postcode area { $words }
answer-where-pin = Around { $latitude }, { $longitude } (within { $metres } metres)
answer-where-online = Online
where-live-refused = A live place goes on showing where you are, so we did not keep it. Stop sharing it in Telegram. Then share a pin that stays still, or type the place.

report-transport-prompt =
    <b>Which bus, train or line was it?</b>
    The number or name, where it was going, the stop. What you remember is enough.
report-transport-label = Line and stop

report-online-prompt =
    <b>Where online was it?</b>
    Name the app or site. Add a link if you have one. Can it still be seen?
report-online-label = Where online

## In your words

report-story-prompt =
    <b>{ $role ->
        [witness] Tell what you saw, in your own words.
        [for_someone_else] Tell what happened to them, in your own words.
       *[other] Tell what happened, in your own words.
    }</b>
    Write as many messages as you like. If words were said, write them as they were said, even if they are ugly.
    Leave out names and details that only you could know, if you want nobody to guess who you are.
report-story-label = What happened, in words

report-who-did-it-prompt =
    <b>Who did it?</b>
    How many? Do you know them? What did they look like, what did they wear? Which way did they go? Was there a car, with a number plate?
    Write what you remember in one message.
report-who-did-it-label = Who did it

## Harm

report-again-prompt = <b>Has it happened before?</b>
report-again-label = Before
report-again-option-first-time = This was the first time
report-again-option-before = It has happened before
report-again-option-still-going-on = It is still going on

report-harm-prompt =
    <b>{ $role ->
        [witness] What did it do to the person?
        [for_someone_else] What did it do to them?
       *[other] What did it do to you?
    }</b>
    Pick all that fit.
report-harm-label = Harm
report-harm-option-shaken = Shaken or upset
report-harm-option-hurt = Hurt, no treatment needed
report-harm-option-treated = Hurt and treated
report-harm-option-hospital = Had to go to hospital
report-harm-option-damage = Something was damaged
report-harm-option-loss = Something was taken or lost
report-harm-option-afraid = Afraid to go out
report-harm-option-other = Something else

report-weapon-prompt =
    <b>Was there a weapon?</b>
    Anything used or shown to hurt or scare counts.
report-weapon-label = Weapon
report-weapon-option-yes = Yes
report-weapon-option-no = No

report-weapon-what-prompt = <b>What was it?</b>
report-weapon-what-label = Which weapon

## Other people

report-witnesses-prompt =
    <b>Did anybody else see it?</b>
    Leave out their names.
report-witnesses-label = Who saw it
report-witnesses-option-nobody = Nobody else
report-witnesses-option-strangers = People I do not know
report-witnesses-option-someone-would-talk = Someone who would talk about it

report-told-prompt =
    <b>Who has been told so far?</b>
    Pick all that fit. You can report here either way.
report-told-label = Told so far
report-told-option-police = The police
report-told-option-council = The council
report-told-option-landlord = The landlord
report-told-option-school = School or college
report-told-option-employer = Boss or employer
report-told-option-platform = The app or site
report-told-option-charity = A charity
report-told-option-nobody = Nobody yet

report-told-reference-prompt =
    <b>Did the police give a reference number?</b>
    If you write it, staff and the police can find the person who has it. Skip is fine.
report-told-reference-label = Police reference

## What you need

report-wanted-prompt =
    <b>What do you want to happen?</b>
    Pick all that fit. For help now, see “Who can I call?” on the first screen.
report-wanted-label = What you want
report-wanted-option-record = Just keep it on record
report-wanted-option-advice = Advice
report-wanted-option-answer = An answer from the people here
report-wanted-option-support-service = Help from a support service
report-wanted-option-police-without-me = Tell the police, without my details

report-needs-prompt =
    <b>What would help?</b>
    Pick all that fit. It shows us what people need. For help now, see “Who can I call?” on the first screen.
report-needs-label = What would help
report-needs-option-someone-to-talk-to = Someone to talk to
report-needs-option-practical-safety = Being safer day to day
report-needs-option-housing = Help with housing
report-needs-option-legal = Help with the law
report-needs-option-medical = Medical help
report-needs-option-language = Help in another language
report-needs-option-accessible-format = Easy read, large print or signing
report-needs-option-under-18 = I am under 18
report-needs-option-immigration-worry = Worry about immigration

## Contact

report-contact-prompt =
    <b>How can we reach you?</b>
    <b>With a case code:</b> the code opens your answers, on any day. Nothing here ties the report to you.
    <b>In this chat:</b> we tell you here that there is something new. For that we keep a sealed way to this chat, { $route_days } days at most.
    <b>Not at all:</b> nobody can ask you anything, and you cannot come back to it.
report-contact-label = Reach you
report-contact-option-mailbox = With a case code
report-contact-option-reply-here = In this chat
report-contact-option-none = Not at all

## Sharing

report-sharing-prompt =
    <b>May your report be used for more?</b>
    Staff here read it. Nothing more happens with it unless you pick it.
report-sharing-label = May be used for
report-sharing-option-police-summary = A summary for the police
report-sharing-option-statistics = Counting, without any names
report-sharing-option-quote = A quote that names nobody

## Answers

answer-safe-later = { $answer }. Said later: safe now
answer-skipped = Not provided
answer-not-sure = Not sure

## Check, preview, send

review-title =
    <b>Check your answers</b>
    Tap ✎ to change one.
review-line = <i>{ $label }:</i> { $answer }
review-more-in-preview = There is more. “What staff will see” shows all of it.
review-not-sent-yet = <b>Not sent yet.</b> Only “Send report” sends it.
review-missing =
    <b>Still needed before you can send</b>
    { $list }
preview-title =
    <b>What staff will see{ $pages ->
        [1] {""}
       *[other] , page { $page } of { $pages }
    }</b>
    This is all they get. Your name, number and account are not in it.

receipt-title = <b>Your report has arrived.</b>
receipt-code =
    <b>Your case code</b>
    <code>{ $code }</code>
    It is the only way back to this report. Keep it somewhere safe: hiding this chat removes it, and we cannot look it up for you.

    Until { $until } you can take the whole report back.
receipt-no-code = Until { $until } you can take the whole report back.
receipt =
    A person will read it within { $days ->
        [one] { $days } day
       *[other] { $days } days
    }.
    { $contact ->
        [mailbox] { $code ->
            [here] Send /case and the code to read answers and write back.
           *[above] Your case code is in the message above. Send /case to use it.
        }
        [reply-here] When there is something new, we tell you in this chat. /case shows how it stands.
       *[none] Nobody can write back to you, as you chose.
    }
    We delete the report on { $deletion_day }, unless two of the people here decide that it is needed for longer.

    Thank you for telling us.
button-copy-code = Copy the code
button-take-back = Take it back
take-back-too-late = The five minutes are over. With /case you can still see the report and delete it, if you chose to be reached.
take-back-gone = This report is gone already. Nothing of it is left with us.
taken-back =
    <b>Taken back.</b>
    The report is gone. Nothing of it is left with us. If staff had it on their screen already, it is removed there { $delay_minutes ->
        [0] too
        [one] within { $delay_minutes } minute, so that nobody can match you to it by the clock
       *[other] within { $delay_minutes } minutes, so that nobody can match you to it by the clock
    }.

receipt-contacts-title = <b>These may help you now</b>

## Stop, keep, come back

stop-title =
    <b>Stop here?</b>
    <b>Keep it:</b> your answers wait until { WEEKDAY($when) } { $when }. Then they are deleted.
    <b>Delete it:</b> all of them are gone at once.
    <b>Send what I have:</b> shown once we know what, when and where. You check it first.
draft-kept =
    <b>Kept.</b>
    Your answers wait here until { WEEKDAY($when) } { $when }. Then they are deleted. Send /report to go on.
draft-deleted =
    <b>Deleted.</b>
    None of your answers are left with us. The messages in this chat stay until you hide it.
resume-title =
    <b>You have a report that is not sent.</b>
    Your answers are kept until { WEEKDAY($when) } { $when }.
