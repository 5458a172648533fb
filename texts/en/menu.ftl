# The first screen, what it means that Telegram sees, help, and the buttons that are everywhere.

menu-welcome =
    <b>Report what happened. You do not have to say who you are.</b>
    { $organisation } reads the reports. The people there cannot see your name, number or account.
    Telegram itself can see that you write here.

    In danger now? Call
    <b>999</b>
menu-what-it-means-button = What Telegram sees
menu-what-it-means =
    <b>Who can see what</b>
    <b>Those who read reports:</b> your answers, and the day and part of the day they came. Not your name, number or account.
    <b>Telegram:</b> everything: your account, that you write to this bot, and what you write.
    <b>Anybody who holds your phone:</b> this chat, until you hide it. A report that is not sent stays: /start leads back to it.
    <b>The police:</b> they may ask Telegram or us to trace a person if they think a life is at risk. With a case code, we keep nothing that ties a sent report to you.

    <b>To lower the risk</b>
    • Leave out names and details that only you could know.
    • Tap “Hide this chat” when you are done. Then delete the chat in Telegram too.
    • In Telegram's settings, hide your phone number.

    To tell what you know with no way to trace you, use Crimestoppers, a charity that is not the police:
    <b>0800 555 111</b>
    crimestoppers-uk.org
menu-help =
    <b>What you can do here</b>
    /report – tell what happened
    /case – come back with a case code
    /tips – safety tips
    /help_now – who to call
    /privacy – what we keep, and for how long
    /language – change the language
    /hide – wipe this chat
    /delete – erase what we hold about you
    /cancel – stop your report
    /start – the first screen

    This bot is not an emergency service. In danger now? Call
    <b>999</b>

cancel-nothing = No report is open, so there is nothing to stop.
unknown-command = We do not know that command. The buttons below work, and /help lists the commands.

## Buttons that are everywhere

button-back = ← Back
button-skip = Skip
button-not-sure = Not sure
button-continue = Continue
button-done = Done
button-check-and-send = Check and send
button-emergency = 🆘 In danger?
button-tips = Safety tips
button-hide = Hide this chat
button-stop = Stop
button-more = More choices
button-fewer = First choices
button-send-report = Send report
button-change = ✎ { $label }
button-keep-draft = Keep it for later
button-delete-draft = Delete it
button-send-what-i-have = Send what I have
button-resume = Go on with my report
button-start-over = Start again
button-menu = First screen
button-safe-continue = I am safe now, continue
button-back-to-report = Back to my report
button-another-tip = Another tip
button-next-tip = Next tip →
button-previous-tip = ← Tip before
button-share-tip = Share this tip
button-all-topics = All topics
button-what-staff-see = What staff will see
button-more-questions = Answer more questions
button-back-to-review = Back to my answers
button-start = Start
button-short-way = Say it in one message
button-contacts-before = ← Numbers before
button-contacts-after = More numbers →
button-who-to-call = Who can I call?
button-report = Report something
button-write-anew = Write it again
button-report-with-this = Start a report with this
button-add-to-report = Add to my report
button-not-now = Not now
button-delete-everything = Erase all of it
button-privacy = What we keep
