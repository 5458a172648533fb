# What staff read: cards, buttons, questions and answers. Short: staff read many of them.

## Cards

staff-card-title = <b>Case { $number }</b>
staff-card-urgent = 🔴 <b>Urgent</b>
staff-card-urgent-because = 🔴 <b>Urgent</b> · { $reasons }
staff-card-status = Status: { $status }
staff-card-received = Received { $day }, { $part ->
    [morning] in the morning
    [afternoon] in the afternoon
    [evening] in the evening
   *[night] at night
}
staff-card-language = Written in { $name }
staff-card-words = { $count ->
    [one] { $count } word in the person's own words
   *[other] { $count } words in the person's own words
}
staff-card-words-forwarded = Some of them were forwarded in Telegram: somebody else may have written those.
staff-card-words-kept-back = { $count ->
    [one] { $count } word waits for a moderator to read
   *[other] { $count } words wait for a moderator to read
}
staff-card-delete-day = Deleted on { $day }
staff-card-proposal = { $said } Another moderator confirms it, before { $day }.
staff-card-held = Not deleted: a legal hold
staff-card-owner = With { $owner }
staff-card-no-owner = With nobody yet
staff-card-outcome = Outcome: { $outcome }
staff-card-reason = Reason: { $reason }
staff-card-section = <b>{ $section }</b>
staff-card-line = { $label }: { $answer }
staff-card-in-their-words = in the person's own words
staff-card-own-words-below = The person's own words may upset you. Take a break when you need one.
staff-card-links = ⚠ There is a link in it, shown so that no tap opens it. Opening one can tell others who looks.
staff-card-continued = <b>Case { $number }</b>, part { $part } of { $parts }
staff-card-masked = { $count ->
    [one] { $count } answer has masked words
   *[other] { $count } answers have masked words
}
staff-card-additions = { $count ->
    [one] { $count } message from the reporter
   *[other] { $count } messages from the reporter
}
staff-card-notes = { $count ->
    [one] { $count } note
   *[other] { $count } notes
}
staff-card-history-line = { $day }: { $event }
staff-repeat-mark = ↻ may be a repeat
staff-notice-added = The reporter wrote to case { $number }. Press Read on its card.
staff-notice-attached = The reporter added photos or files to case { $number }. Press Evidence on its card.
staff-notice-cut = The reporter of case { $number } can no longer be reached.
staff-notice-leftover = A message of a deleted case is still here. The bot could neither delete nor empty it. This is the answer to it: delete it by hand, and this one too.
staff-notice-withdrawn = Case { $number } was withdrawn by its reporter. It is deleted.
staff-duplicate-card = This card came twice. The other one is the one to use. This one does nothing.
staff-duplicate-toast = This card is a repeat. Use the other one.
staff-erased = This case was deleted.


## Status

staff-status-received = new
staff-status-accepted = waiting for someone to take it
staff-status-in-progress = in progress
staff-status-waiting-for-reporter = waiting for the reporter
staff-status-closed = closed
staff-status-declined = declined

## Buttons and what they did

staff-action-release = Release
staff-done-release = { $by } released it to the team.
staff-action-mask = Mask words
staff-done-mask = { $by } changed what is masked.
staff-action-decline = Decline
staff-done-decline = { $by } declined it: { $detail }.
staff-action-claim = Take this case
staff-done-claim = { $by } took it.
staff-action-give-back = Give back
staff-done-give-back = { $by } gave it back.
staff-action-status = Change status
staff-done-status = { $by } changed the status: { $detail }.
staff-action-ask = Ask the reporter
staff-done-ask = { $by } asked the reporter something.
staff-action-answer = Answer the reporter
staff-done-answer = { $by } wrote to the reporter.
staff-action-more = More
staff-action-mute = Mute the sender
staff-action-confirm = Confirm
staff-done-confirm = { $by } confirmed it.
staff-action-drop = Drop the idea
staff-done-drop = { $by } dropped what was proposed.
staff-action-erase = Erase now
staff-done-erase = { $by } confirmed: erased.
staff-proposed-erase = { $by } wants to erase this case.
staff-action-extend = Keep longer
staff-done-extend = { $by } confirmed: kept longer, { $detail }.
staff-proposed-extend = { $by } wants to keep this case longer: { $choice }.
staff-action-legal-hold = Legal hold
staff-done-legal-hold = { $by } confirmed: a legal hold.
staff-proposed-legal-hold = { $by } wants a legal hold: this case is not deleted until it is lifted.
staff-action-lift-hold = Lift the hold
staff-done-lift-hold = { $by } confirmed: the hold is lifted.
staff-proposed-lift-hold = { $by } wants to lift the legal hold.
staff-action-close = Close
staff-done-close = { $by } closed it: { $detail }.
staff-action-reopen = Open again
staff-done-reopen = { $by } opened it again.
staff-action-take-back = Undo decline
staff-done-take-back = { $by } put it back in the queue.
staff-action-note = Add note
staff-done-note = { $by } added a note.
staff-done-reporter-added = The reporter wrote.
staff-done-reporter-attached = The reporter added a file.
staff-done-reporter-cut = The reporter gave up being reached.
staff-action-read = Read
staff-action-history = What was done
staff-action-back = ← Back

staff-toast-release = Released. The team can see it now.
staff-toast-decline = Declined. "Undo decline" brings it back.
staff-toast-claim = It is yours.
staff-toast-give-back = Given back. Anybody on the team can take it.
staff-toast-status = Status changed.
staff-toast-close = Closed.
staff-toast-mute = Muted until { $day }. Nobody learns who it is.
staff-toast-propose = Proposed. Another moderator has to confirm it.
staff-toast-confirm = Done.
staff-toast-drop = Dropped. Nothing was changed.
staff-toast-erased = Erased. Its messages go from the chats.
staff-toast-reopen = Open again.
staff-toast-take-back = Back in the queue.

## Choices

staff-choice-decline-spam = Spam
staff-choice-decline-not-for-us = Not for us
staff-choice-decline-test = A test
staff-choice-decline-duplicate = Told before in another case
staff-choice-status-in-progress = In progress
staff-choice-status-waiting-for-reporter = Waiting for the reporter
staff-choice-ask-own-words = My own words
staff-choice-ask-which-day = On which day was it?
staff-choice-ask-more-about-it = Can they tell us more?
staff-choice-ask-still-in-danger = Are they safe now?
staff-choice-answer-own-words = My own words
staff-choice-answer-support-line = Somebody to talk to
staff-choice-answer-passed-on = We passed it on
staff-choice-answer-what-we-can-do = What we can do
staff-choice-mute-1 = For 1 day
staff-choice-mute-7 = For 7 days
staff-choice-mute-30 = For 30 days
staff-choice-extend-30 = 30 days more
staff-choice-extend-90 = 90 days more
staff-choice-close-advice-given = Advice given
staff-choice-close-referred = Sent on to another service
staff-choice-close-passed-to-police = Passed to the police
staff-choice-close-recorded = Kept on record
staff-choice-close-nothing-possible = Nothing more was possible

## Asked in the private chat of a member of staff

staff-prompt-note =
    <b>Note on case { $number }</b>
    Write it in one message. Staff see it, the reporter never does.
staff-prompt-decline =
    <b>Decline case { $number }</b>
    Which case is it the same as? Write that case's number, such as 7F3-K2.
staff-prompt-mask =
    <b>Mask words in case { $number }</b>
    Write the words to hide, just as they stand in the text. They become ████ in every answer where they stand.
staff-prompt-ask =
    <b>Ask the reporter of case { $number }</b>
    Write your question in one message. You will see it once more before it is sent.
    Leave out names and anything a stranger should not read over a shoulder.
staff-prompt-answer =
    <b>Write to the reporter of case { $number }</b>
    Write it in one message. You will see it once more before it is sent.
    Leave out names and anything a stranger should not read over a shoulder.
staff-prompt-expired = Too much time went by. Press the button on the card again.
staff-prompt-cancel = Cancel
staff-prompt-cancelled = Nothing was changed.
staff-prompt-over = Nothing is waited for here any more. What you did stays as it is.
staff-prompt-done = Done

staff-note-added =
    <b>Note added to case { $number }</b>
    <blockquote>{ $words }</blockquote>
    Only staff can see it. It is never sent to the reporter.
staff-history-note = { $day }: { $by } noted
staff-note-too-long = That note has more than { $limit } letters. Write a shorter one.

staff-duplicate-unknown = There is no case { $number }. Look at the number on its card and write it again.
staff-duplicate-same = That is the number of this very case. Write the number of the other one.

## Writing to the reporter

staff-letter-preview = <b>Not sent yet.</b> This is what the reporter of case { $number } will read:
staff-letter-in-your-language =
    In your language:
    <blockquote>{ $words }</blockquote>
staff-letter-how = Press “Send to reporter” to send it. It cannot be taken back, and the bot cannot show it again.
staff-letter-send = Send to reporter
staff-letter-change = Change
staff-letter-sent = Your words wait for the reporter of case { $number }. You cannot see whether they were read.
staff-letter-not-taken = What you just wrote was not taken. Press a button below.
staff-letter-too-long = That has more than { $limit } letters. Write a shorter one.
staff-letter-empty = There was nothing to read in that. Write a few words.
staff-toast-letter-stale = Nothing was sent by this press. It is not what you wrote last, or it is done already.

## Masking

staff-mask-title = <b>Case { $number }: mask words</b>
staff-mask-answer = { $label } (answer { $page } of { $pages }):
staff-mask-how = Write the words to hide. You can undo this until the case is released.
staff-mask-list-title = Masked in this answer:
staff-mask-list-line = █ { $words }
staff-mask-nothing-yet = Nothing is masked in this answer.
staff-mask-nothing-to-mask = This report has no words to mask. All answers were picked from lists.
staff-mask-not-found = Those words are in no answer of this report. Copy them just as they stand there.
staff-mask-undo = Undo: { $words }
staff-mask-undone = These words can be seen again.
staff-mask-next = Next answer
staff-mask-previous = Answer before
staff-mask-done = Done
staff-mask-finished = Masking of case { $number } is done.

## Reading

staff-read-title = <b>Case { $number }</b>, page { $page } of { $pages }
staff-read-next = Next page
staff-read-previous = Page before
staff-read-done = Done
staff-read-nothing = This report has no words of the person's own. All answers were picked from lists.
staff-read-added = <b>Added by the reporter on { $day }</b>
staff-read-finished = You can read case { $number } again through its card.
staff-words-cover = Opening. If nothing else appears here, open it again from the card.
staff-words-go = After 24 hours, or with the case, this message and what you wrote for it go from this chat.
staff-read-warning = These are the person's own words. They may upset you.

## Roles


staff-anonymous-admin = Your name is hidden in this group, so we cannot tell who presses. Open the group's administrators, choose yourself, and switch off "Remain anonymous".

## When something cannot be done

staff-not-allowed = Only { $role ->
    [moderator] moderators
    [case-worker] case workers
   *[other] staff with that role
} can do this.
staff-not-allowed-owner = { $owner } has this case. Only they can do this.
staff-not-allowed-no-owner = Take the case first. Then you can do this.
staff-card-changed = { $by } was quicker. The card shows how it stands now.
staff-card-changed-unknown = The case has moved on. The card shows how it stands now.
staff-not-possible-now = That cannot be done while the case is: { $status }.
staff-mute-unknown = This sender can no longer be muted. The report is more than a day old, or the bot was started again since. Who sent it is written down nowhere.
staff-only-reachable = The reporter of this case cannot be reached. Nothing was sent.
staff-only-held = There is no legal hold on this case.
staff-only-not-held = A legal hold keeps this case. Lift the hold first.
staff-only-proposed = Nothing waits to be confirmed any more.
staff-only-not-proposed = Something is proposed for this case already. Confirm or drop that first.
staff-needs-another = You proposed this. Another moderator has to confirm it. You can drop it.
staff-case-gone = This case was deleted. There is nothing left to do.
staff-problem-busy = We cannot save right now. Nothing was changed. Press again in a minute.

## Help and commands

staff-command-proof = Check a proof of receipt
staff-proof-how = Write /proof and the proof that somebody showed you, like this: /proof P-000M-H0EB-QARQ-QM8H
staff-proof-real = This proof is real. We received a report on { $day }. It does not tell which one.
staff-proof-unknown = This is no proof of ours. Compare it with what you were shown, symbol by symbol.
staff-command-help = How cases move and who may do what

staff-help =
    <b>How cases move</b>
    1. A report comes in as a card. It is new.
    2. A moderator reads it, masks names where needed, and presses Release or Decline.
    3. A case worker presses "Take this case". One case, one person.
    4. That person changes the status and closes it with an outcome.

    <b>Good to know</b>
    • Nobody here can see who reported.
    • /proof checks a proof of receipt that somebody shows you. It opens no case.
    • What you write in this chat goes nowhere. Only buttons change a case.
    • Notes, masks and words for the reporter are written in your own chat with the bot. The button takes you there.
    • Only “Send to reporter” sends. You see the words once more before it does.
    • Every press is kept with your name on the case.
    • Each card names the day on which the case is deleted.
