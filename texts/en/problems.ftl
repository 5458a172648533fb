# What went wrong: what happened, what is safe, what to do next. Short enough for a toast.

problem-unknown = That did not work. Your answers are safe. Tap the button again, or send /start.
problem-already-handled = We had that already. Nothing was changed.
problem-no-draft = No report is open. Tap “Report something” to start one.
problem-muted = This bot takes no new reports from you before { $day }. In danger, call 999. Tap “Who can I call?” for others who take reports. Tips and your own cases work as before.
problem-stale-button = That button is from an earlier question. Here is where you are now.
problem-answer-refused = That answer does not fit this question. Use the buttons below.
problem-not-ready = Some answers are still needed before you can send.
problem-unexpected = Something broke on our side. What you had saved is safe. Send /start to go on. If it happens again, tell the people who run this bot this number: { $reference }
problem-service-busy = We cannot save right now. This answer was not kept, the ones before are. Try again in a minute. In danger, call 999.

## Rules of casework, in a few words; staff.ftl says who and why

problem-case-gone = This case was deleted. There is nothing left to do.
problem-card-changed = The case has moved on. The card shows how it stands now.
problem-no-such-case = There is no case with that number. Look at its card and write the number again.
problem-words-not-there = Those words are not in the text. Copy them just as they stand there.
problem-not-allowed = Your role cannot do this. Ask a moderator.
problem-condition-unmet = That does not fit how the case stands now.
problem-needs-another = Somebody else has to confirm this.
problem-not-possible-now = That cannot be done as the case stands now.

## An answer that does not fit

refusal-empty = There was nothing to read in that. Write a few words, or tap a button.
refusal-too-long = That is longer than { $limit } letters, so it was not kept. What you had before is safe. Send it shorter.
refusal-not-an-option = That is not one of the choices. Tap a button below.
refusal-wrong-kind = This question needs another kind of answer. Your report is as it was. Use the buttons below.
refusal-cannot-skip = We need this one. Any answer is fine, even a rough one.
refusal-not-a-district = That does not look like a postcode. Write the first half, like E8, or the name of a place.

## Things we cannot take: what happened, what is safe, what to do instead

unsupported-photo = This form takes no photos. Nobody here looked at it. Your report is as it was. Tell us in words what the photo shows, and keep the photo.
unsupported-video = This form takes no videos. Nobody here looked at it. Your report is as it was. Tell us in words what the video shows, and keep the video.
unsupported-video-note = This form takes no video messages. Nobody here looked at it. Your report is as it was. Tell us in words.
unsupported-voice = This form takes no voice messages. Nobody here listened to it. Your report is as it was. Write it in words. Your phone's keyboard may have a microphone that writes what you say.
unsupported-audio = This form takes no sound files. Nobody here listened to it. Your report is as it was. Tell us in words what can be heard, and keep the file.
unsupported-document = This form takes no files. Nobody here opened it. Your report is as it was. Tell us in words what is in it, and keep the file.
unsupported-animation = This form takes no moving pictures. Your report is as it was. Tell us in words.
unsupported-sticker = A sticker can lead to the account that made it, so we take none. Your report is as it was. Tell us in words, or tap a button.
unsupported-contact = A contact card names a person. We did not keep it, and we take it out of this chat. Your report is as it was. Tell us in words, without the name if you can.
unsupported-location = We only take a place when we ask where it happened. We did not keep this one, and we take it out of this chat. Your report is as it was.
unsupported-venue = That shows an exact place. We did not keep it, and we take it out of this chat. When we ask where it happened, type the place or share a pin.
unsupported-poll = A poll can show who answered it, so we take none. Your report is as it was. Tell us in words, or tap a button.
unsupported-dice = We cannot take dice. Your report is as it was. Tell us in words, or tap a button.
unsupported-story = A story shows whose it is, so we take none. Nobody here looked at it. Your report is as it was. Tell us in words what it shows, and keep a screenshot.
unsupported-paid-media = What has to be paid for leads to the account that sells it, so we do not take it. Nobody here looked at it. Your report is as it was. Tell us in words what it shows.
unsupported-checklist = A checklist can name the people who ticked it, so we take none. Your report is as it was. Tell us in words, or tap a button.
unsupported-game = We cannot take games. Your report is as it was. Tell us in words, or tap a button.
unsupported-edit = We do not read changes to sent messages. Your report is as it was. To change an answer, use the ✎ buttons before you send.
unsupported-other = We cannot take that kind of message. Your report is as it was. Tell us in words, or tap a button.
