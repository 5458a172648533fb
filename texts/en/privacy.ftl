# What is kept and for how long, hiding the chat, erasing, and choosing a language.

privacy =
    <b>What we keep, and for how long</b>
    • <b>A report you have not sent:</b> { $draft_hours ->
        [one] { $draft_hours } hour
       *[other] { $draft_hours } hours
    } after you last worked on it. Then it is deleted.
    • <b>A report you sent:</b> { $retention_days ->
        [one] { $retention_days } day
       *[other] { $retention_days } days
    }. Then it is deleted here and from the chats of staff. Two moderators together can delete it sooner or keep it longer. Your case always says until when.
    • <b>Which report is yours:</b> with a case code, nothing here says it: only the code leads to the report. If you chose to be told in this chat, we keep a sealed way to it until 7 days after the work is done, and for { $route_days ->
        [one] { $route_days } day
       *[other] { $route_days } days
    } at most. Otherwise nothing is kept.
    • <b>While a file that you add to a sent report is being cleaned:</b> how to fetch it from this chat, sealed. That ties the report to the chat, also with a case code, until the file is in or refused. As a rule it takes seconds, and while this bot runs never more than seven hours.
    • <b>For five minutes after sending:</b> a button in your chat can take the report back. What it needs is in the button, not with us. A code that could not be shown yet is kept sealed until it is shown.
    • <b>Photos and files:</b> we clean a file when you add it, and keep only the cleaned one and a fingerprint (SHA-256) of the file as you sent it, as long as its report. Staff see that fingerprint, so that an original can be recognised, beside the list of what was taken out. How to fetch it is kept sealed until then. A file that you were asked about and did not add: 13 hours at most.
    • <b>Your language, and which messages to wipe when you hide the chat:</b> as long as an unsent report. The messages for 48 hours at least: so long they can be wiped.
    • <b>That you have just sent a report, and the day it will be deleted:</b> until you go back to the first screen, hide the chat or erase, and no longer than an unsent report. It does not say which report.
    • <b>Only in the running program, written down nowhere:</b> what you write before there is a report, for { $words_minutes } minutes; and which report you have open in this chat, for { $open_minutes } minutes after your last tap.
    • <b>If staff mute whoever sent a report:</b> a mark, for up to 30 days, by which this bot takes no reports from that account. Staff do not learn whose it is. Only the running program knows which mark belongs to which report, for 24 hours, and writes it down nowhere.
    • <b>After a report is deleted:</b> figures may still count it: the month, some of what you chose and how the work ended, never your words or the day. A log keeps for { $audit_days ->
        [one] { $audit_days } day
       *[other] { $audit_days } days
    } which of the staff did what with a case number.
    • <b>Locked copies:</b> we may keep copies of sent reports in case a machine breaks. We destroy the keys to them in the week after the day on which the report was to be deleted, also if you delete it sooner.

    <b>Who reads it</b>
    { $organisation }. They see your answers, the cleaned files, whether words or files were forwarded, the language you used, the day and the part of the day. They do not see your name, number or account. { $delay_minutes ->
        [0] { "" }
        [one] We hold reports back for up to { $delay_minutes } minute, so that it is harder to match you to one by the clock. Urgent ones go at once.
       *[other] We hold reports back for up to { $delay_minutes } minutes, so that it is harder to match you to one by the clock. Urgent ones go at once.
    }

    <b>What we cannot do</b>
    • We cannot find a report you sent without its case code, unless you chose to be told in this chat. If you lose the code, nobody can get it back.
    • We cannot stop Telegram from seeing that you write here.
    • We cannot stop the police from trying to trace somebody if they think a life is at risk.

## Hide

hide-done = Chat cleared. Messages older than 48 hours may be left, and what we said when you erased everything. To remove them, delete this chat.
hide-no-list = Not cleared: we hold no list of the messages in this chat, so we cannot wipe them. To remove them, delete this chat.
hide-done-kept = What you began here waits until { $when }: /start leads back to it, /delete erases it.

## Delete

delete-explained =
    <b>Erase what we hold about you?</b>
    This erases a report you have not sent, files that are not ready yet, your language, and every way from a report to this chat.
    It does not erase a report you have sent. To delete that, send /case first. Without its code we cannot find it. It is deleted on its own day.
    It also wipes this chat, and with it any case code that stands here. Note the code first if you want to come back. Messages older than 48 hours stay: to remove them, delete this chat.
delete-done =
    <b>Erased.</b>
    This chat is wiped. This message stays, and messages older than 48 hours: to remove them, delete this chat.
    We hold nothing about you any more. Reports you have sent stay until their own day: nothing ties them to you, so we cannot find them. With a case code you can still delete yours.

delete-done-muted =
    <b>Erased, but for one mark.</b>
    This chat is wiped. This message stays, and messages older than 48 hours: to remove them, delete this chat.
    Before { $day } this bot takes no new reports from you. The mark that says so stays until then. It does not say what you sent.
    Reports you have sent stay until their own day: nothing ties them to you, so we cannot find them. With a case code you can still delete yours.

## Language

language-choose = <b>Choose your language</b>
language-drafted = drafted, not yet checked by a native speaker
language-drafted-note = A language marked with * was drafted by us. A native speaker has not checked it yet.
