# What is kept and for how long, hiding the chat, erasing, and choosing a language.

privacy =
    <b>What we keep, and for how long</b>
    • <b>A report you have not sent:</b> { $draft_hours ->
        [one] { $draft_hours } hour
       *[other] { $draft_hours } hours
    } after your last tap. Then it is deleted.
    • <b>A report you sent:</b> { $retention_days ->
        [one] { $retention_days } day
       *[other] { $retention_days } days
    }. Then it is deleted here and from the staff chat.
    • <b>Your language, and which messages to wipe when you hide the chat:</b> as long as an unsent report.
    • <b>That you have just sent a report, and the day it will be deleted:</b> until you go back to the first screen, hide the chat or erase, and no longer than an unsent report. It does not say which report.

    <b>Who reads it</b>
    { $organisation }. They see your answers, the day and the part of the day. They do not see your name, number or account. { $delay_minutes ->
        [0] { "" }
        [one] We hold reports back for up to { $delay_minutes } minute, so that nobody can match you to one by the clock. Urgent ones go at once.
       *[other] We hold reports back for up to { $delay_minutes } minutes, so that nobody can match you to one by the clock. Urgent ones go at once.
    }

    <b>What we cannot do</b>
    • We cannot find a report you sent, or change it, or take it back: nothing ties it to you.
    • We cannot stop Telegram from seeing that you write here.
    • We cannot stop the police from trying to trace somebody if they think a life is at risk.

## Hide

hide-done = Chat cleared. Messages older than 48 hours may be left. To remove them, delete this chat.

## Delete

delete-explained =
    <b>Erase what we hold about you?</b>
    This erases a report you have not sent, your language, and the list of messages to wipe.
    It does not erase a report you have sent. Nothing ties that to you, so we cannot find it. It is deleted on its own day.
    It does not wipe the chat. “Hide this chat” does that.
delete-done =
    <b>Erased.</b>
    We hold nothing about you any more. Reports you have sent stay until their own day: nothing ties them to you, so we cannot find them.

## Language

language-choose = <b>Choose your language</b>
language-drafted = drafted, not yet checked by a native speaker
language-drafted-note = A language marked with * was drafted by us. A native speaker has not checked it yet.
