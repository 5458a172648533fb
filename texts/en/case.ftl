# Coming back to a case: the code, how it stands, writing to staff, deleting it, a proof.

case-news = <b>You have an update.</b>
button-open-case = Open it

## The code

button-case = I have a case code
case-enter-code =
    <b>Write your case code</b>
    It has 16 letters and digits, like K7QM-29XD-4TPB-W3HZ. Capitals and dashes do not matter.
    We take your message with the code out of this chat.
button-case-of = Report of { $day }
case-code-slip =
    <b>There is a slip in that code</b>
    A code has 16 letters and digits. Look at it again and write it once more.
case-code-unknown =
    <b>No report has this code</b>
    It may have been deleted on its day, or taken back. Look at the code again and write it once more.
case-code-too-many =
    <b>Too many codes that do not fit</b>
    Wait ten minutes, then write your code again. Nothing happened to your report.
case-gone =
    <b>This report is gone.</b>
    It was deleted. None of your words are left here.

## How it stands

case-stays-open = It stays open in this chat for { $minutes } minutes after your last tap. “Hide this chat” and “First screen” close it.
button-another-code = Another code
case-title = <b>Your report of { $day }{ $pages ->
    [1] {""}
   *[other] , page { $page } of { $pages }
}</b>
case-deletion-day = We delete the report on { $day }.
case-held = The report is not deleted for now: two of the people here found that the law asks them to keep it. You can still delete it yourself.
case-how-to-write = To add something or to answer, write it here. You can send photos and files too.
timeline-line = <i>{ $day }</i>
    { $words }
timeline-received = We received your report.
timeline-release = A person has read it and passed it on to the team.
timeline-decline = { $choice ->
    [not-for-us] A person has read it. It is not something we can work on. “Who can I call?” shows others who may be able to.
    [test] A person has read it and took it for a test.
    [duplicate] A person has read it. We had a report of the same thing already, and keep them together.
   *[other] A person has read it. We cannot take it further.
}
timeline-take-back = A person is looking at it again.
timeline-claim = Somebody is working on it now.
timeline-close = { $choice ->
    [advice-given] The work on it is done: there is advice for you.
    [referred] The work on it is done: it was sent on to another service.
    [passed-to-police] The work on it is done: it was passed to the police, without your account.
    [recorded] The work on it is done: it is kept on record.
   *[other] The work on it is done. Nothing more was possible.
}
timeline-reopen = It was opened again.
timeline-letter = <b>From the people here:</b>
timeline-reporter-added = You wrote:
timeline-reporter-attached = You added a { $kind }.
timeline-reporter-cut = You gave up being reached.
button-story-before = ← Before this
button-story-after = After this →

## Writing to staff

case-confirm-words =
    <b>Send this to the people here?</b>
    They read it with your report. They do not see who you are.
button-send-to-staff = Send it
button-send-as-it-is = Send it as it is
button-hide-and-send = Hide that and send
button-do-not-send = Do not send it
case-words-sent = Sent.

## Adding files

case-offer-files =
    <b>{ $count ->
        [one] Add this to your report?
       *[other] Add these { $count } files to your report?
    }</b>
    Nothing is fetched or sent until you say so. We do not tell staff who you are.
case-words-under-files = Words came with it. They are not added. To send them, write them here.
button-add-to-case = Add to this report
case-files-taken = What you sent is being cleaned. Then staff get it.
case-is-over = The work on this report is done, so nothing more can be added to it. In danger, call 999. “Report something” starts a new report.
case-takes-no-words =
    <b>Your words were not sent.</b>
    The work on this report is done, so nothing more can be added to it.

    In danger now? Call <b>999</b>.
    “Report something” starts a new report.
case-takes-no-files = The work on this report is done, so no file can be added to it.
case-cut-files = A file that is not ready yet is not added then.

## Deleting, cutting, proving

button-withdraw = Delete this report
case-withdraw =
    <b>Delete this report?</b>
    All of it goes: here at once, from the chats of staff { $delay_minutes ->
        [0] at once
        [one] within { $delay_minutes } minute, so that nobody can match you to it by the clock
       *[other] within { $delay_minutes } minutes, so that nobody can match you to it by the clock
    }. Then staff are told that it was withdrawn. This cannot be undone.
button-withdraw-surely = Yes, delete it
case-withdrawn =
    <b>Deleted.</b>
    None of your words are left here. { $delay_minutes ->
        [0] They go from the chats of staff now.
        [one] They go from the chats of staff within { $delay_minutes } minute.
       *[other] They go from the chats of staff within { $delay_minutes } minutes.
    } Staff may remember what they have read. /privacy says what stays for a while in locked copies.
button-cut = Stop telling me here
case-cut =
    <b>Stop being reached in this chat?</b>
    We forget the way to this chat. The people here go on with the report, and cannot ask you anything more. You cannot come back to it.
button-cut-surely = Yes, forget the way
case-cut-done =
    <b>Done.</b>
    Nothing leads from the report to this chat any more.
button-proof = Proof of receipt
case-proof =
    <b>Proof of receipt</b>
    <code>{ $proof }</code>

    It proves that { $organisation } received a report on { $day }. It does not say which report, or what is in it. Whoever you show it to can ask { $organisation } whether it is real.
button-copy-proof = Copy the proof
button-back-to-case = Back to the report
