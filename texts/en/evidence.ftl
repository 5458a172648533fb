# Files: asked for, offered, cleaned, refused; and what staff read under them.

report-section-evidence = Photos and files

report-evidence-prompt =
    <b>Do you have a photo, a video, a recording or a document?</b>
    { $files ->
        [0] Send it here with the 📎 paper clip. You can send up to 10.
            We take out what hides in a file, like the place, the date and the phone model. We cannot take out what it shows: a face, a number plate, your street.
            You can skip this. Until you send the report, you can still add files.
       *[other] Send more with the 📎 paper clip, up to 10 in all. Or tap Done.
    }
report-evidence-label = Photos and files

## A file that was sent somewhere else

evidence-offer =
    <b>{ $count ->
        [one] Do you want to report this?
       *[other] Do you want to report these { $count } files?
    }</b>
    We can start a report with { $count ->
        [one] it
       *[other] them
    }. Nothing is sent to staff until you say so.
evidence-offer-in-report =
    <b>{ $count ->
        [one] Add this to your report?
       *[other] Add these { $count } files to your report?
    }</b>
    Nothing is sent to staff until you say so.
evidence-offer-here =
    <b>{ $count ->
        [one] Before we take it
       *[other] Before we take these { $count } files
    }</b>
    Nothing is sent to staff until you say so.
evidence-offer-list = { $count ->
    [one] 1 file: { $kinds }
   *[other] { $count } files: { $kinds }
}
evidence-warning-looks = We take out the place, the date and the phone model. <b>We cannot take out what can be seen:</b> a face, a number plate, your street.
evidence-warning-voice = We take out the place, the date and the phone model. <b>We cannot take out a voice, a face or a number plate.</b> A voice can tell who somebody is. If that worries you, write in words what happened.
evidence-left = Not taken. We have deleted what we noted of it.

button-take-silent = Add without the sound
button-do-not-take = Do not add
button-add-files = 📎 Add photos or files
button-remove-file = Remove { $name }
button-remove-one-of-many = ✕ { $name }
button-caption-add = Add the words of { $name }
button-caption-leave = Leave them out
button-wait-for-files = Wait
button-send-without = { $count ->
    [one] Send without it
   *[other] Send without them
}

## What became of each

evidence-name-photo = Photo { $number }
evidence-name-animation = Moving picture { $number }
evidence-name-video = Video { $number }
evidence-name-video-note = Video message { $number }
evidence-name-voice = Voice message { $number }
evidence-name-audio = Recording { $number }
evidence-name-document = Document { $number }

evidence-kind-photo = photo
evidence-kind-animation = moving picture
evidence-kind-video = video
evidence-kind-video-note = video message
evidence-kind-voice = voice message
evidence-kind-audio = recording
evidence-kind-document = document

evidence-title = <b>{ $name }</b>
evidence-brief-removed = <b>{ $name }</b>: taken out: { $list }.
evidence-brief-nothing = <b>{ $name }</b>: nothing hidden was found.
evidence-all-remains = Still in them: { $list }.
evidence-removed = Taken out: { $list }.
evidence-nothing-removed = Nothing hidden was found in it.
evidence-remains = Still there: { $list }.
evidence-taken-apart = We pass on the text and the pictures, not the file itself.
evidence-all-taken-apart = Of Word, Excel and similar files we pass on the text and the pictures, not the files themselves.
evidence-place-in-document = A picture sent as a file carries the exact place. We took it out. Next time, send it as a photo: then the place does not leave your phone.
evidence-caption = Words came with it: “{ $words }”. They are not in your report.
evidence-caption-ask =
    <b>Words came with { $name }:</b>
    “{ $words }”

    They are not in your report yet. Shall we add them to what happened?
evidence-offer-words = Words came with it. We ask you about them before you send.
evidence-caption-left = Left out.
evidence-removed-toast = Removed and deleted.
evidence-more = { $count ->
    [one] And 1 more file.
   *[other] And { $count } more files.
}
evidence-in-work = ⏳ { $count ->
    [one] 1 file is being cleaned. You can go on meanwhile.
   *[other] { $count } files are being cleaned. You can go on meanwhile.
}
evidence-not-taken = <b>{ $name } could not be taken.</b>
evidence-kind-not-taken = <b>What you sent could not be taken: { $kind }.</b>
evidence-unfinished =
    <b>{ $count ->
        [one] 1 file is not ready yet.
       *[other] { $count } files are not ready yet.
    }</b>
    Nothing was sent. You can wait until it is cleaned. Or send your report now, without it.

answer-files = { $count ->
    [one] 1 file ({ $kinds })
   *[other] { $count } files ({ $kinds })
}
answer-files-in-work = { $count ->
    [one] 1 is being cleaned
   *[other] { $count } are being cleaned
}
answer-files-refused = { $count ->
    [one] 1 could not be taken
   *[other] { $count } could not be taken
}

evidence-removed-place = the place
evidence-removed-date = the date
evidence-removed-device = the phone or camera model
evidence-removed-author = a name
evidence-removed-description = a title or description
evidence-removed-thumbnail = a small copy of the picture
evidence-removed-colour-profile = a colour profile
evidence-removed-encoder = the name of the program that made it
evidence-removed-hidden-text = hidden text
evidence-removed-changes = earlier versions
evidence-removed-comments = comments
evidence-removed-attachments = files inside the file
evidence-removed-scripts = small programs
evidence-removed-subtitles = subtitles
evidence-removed-chapters = chapter marks
evidence-removed-cover = a cover picture
evidence-removed-other-tracks = other tracks
evidence-removed-other-frames = further pictures
evidence-removed-trailing-bytes = data hidden at the end
evidence-removed-sound = the sound
evidence-removed-formatting = the layout
evidence-removed-other-metadata = other hidden details

evidence-remains-looks = what can be seen, like faces and number plates
evidence-remains-voice = voices
evidence-remains-sensor = tiny marks that a camera leaves in each picture
evidence-remains-printed-dots = tiny dots that some printers leave on paper
evidence-remains-watermarks = visible or hidden watermarks
evidence-remains-writing = what is written in it

## Refused: what happened, what is safe, what to send instead

evidence-refused-too-large = It is larger than 20 MB, and Telegram does not give us that. Send a smaller one, or cut the video into shorter parts. Your report is safe as it is.
evidence-refused-empty = There is nothing in it. Send it again, or send a screenshot. Your report is safe as it is.
evidence-refused-not-fetched = Telegram does not give it to us any more. Send it again. Your report is safe as it is.
evidence-refused-broken = It is damaged, or not what its name says. Send a screenshot of it. Your report is safe as it is.
evidence-refused-unsafe-kind = We cannot make this kind of file safe. Send a photo or a screenshot of it. Your report is safe as it is.
evidence-refused-unsupported-codec = We cannot make this kind of recording safe. Record it anew with your phone, or send a screenshot. Your report is safe as it is.
evidence-refused-too-many-pages = It has too many pages. Send photos of the pages that matter. Your report is safe as it is.
evidence-refused-too-many-pixels = The picture is too big to be cleaned. Send a screenshot of it. Your report is safe as it is.
evidence-refused-too-much-inside = There is too much packed into it. Send photos or screenshots of what matters. Your report is safe as it is.
evidence-refused-too-slow = It takes too long to clean. Send a shorter or smaller one. Your report is safe as it is.
evidence-refused-password = It is locked with a password. Send a screenshot of what is in it. Your report is safe as it is.
evidence-refused-nothing-visible = There is nothing to see in it. Send a photo or a screenshot. Your report is safe as it is.
evidence-refused-unavailable = We could not clean it, so we did not keep it. Send it again later, or send a screenshot. Your report is safe as it is.
evidence-refused-case-over = The work on that report is done, so nothing is added to it any more. Your report is safe as it is.

problem-evidence-gone = That file is not there any more. The list shows what we have.
problem-files-in-work = Some files are not ready yet. Nothing was sent.
refusal-too-many-files = A report takes up to { $limit } files. This one was not taken. Remove one first, or tell us in words what it shows.
refusal-too-much-in-files = All files of a report together may have up to { $limit } MB. This one was not taken. Remove one first, or send a smaller one.
refusal-case-too-many-files = A report takes up to { $limit } files. This one was not taken. Write here what it shows.
refusal-case-too-much-in-files = All files of a report together may have up to { $limit } MB. This one was not taken. Send a smaller one, or write here what it shows.

## Staff

staff-action-evidence = Evidence
staff-evidence-coming =
    <b>Case { $number }</b>
    { $count ->
        [one] 1 file is coming
       *[other] { $count } files are coming
    }. What you see or hear may upset you. Pictures and videos are covered until you tap them.
    Done takes the files out of this chat. After 24 hours they go by themselves.
staff-evidence-missing = <b>Case { $number }</b>: { $name } is not there any more. The database came from a backup that left the files out, or a file beside it is missing. Ask whoever runs this bot.
staff-evidence-refused = <b>Case { $number }</b>: Telegram does not take { $name }, also not as a document. It cannot be shown here. Ask whoever runs this bot.
staff-evidence-none = Case { $number } has no files.
staff-evidence-title = <b>Case { $number }</b>: { $name }{ $parts ->
    [1] {""}
   *[other] , part { $part } of { $parts }
}
staff-evidence-forwarded = It was forwarded in Telegram: somebody else may have made it.
staff-evidence-checksum = SHA-256 of the file as it was sent, to recognise the original by: <code>{ $sum }</code>
staff-evidence-done = Done: take the files away
staff-evidence-finished = The files of case { $number } go from this chat. Its card shows them again.
