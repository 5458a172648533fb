# Before the review: words that could show who somebody is, one by one. Nothing is changed unasked.

clue-progress = <i>{ $left ->
    [1] The last thing to check
   *[other] { $left } things to check
}</i>
clue-where = You wrote this under “{ $label }”.
clue-link = <b>Your text has a link to a page or profile in it:</b> <code>{ $words }</code>
clue-email = <b>Your text has an e-mail address in it:</b> <code>{ $words }</code>
clue-phone = <b>Your text has a phone number in it:</b> <code>{ $words }</code>
clue-handle = <b>Your text has an account name in it:</b> <code>{ $words }</code>
clue-name = <b>Your text seems to say your name:</b> <code>{ $words }</code>
clue-address = <b>Your text has an address in it:</b> <code>{ $words }</code>
clue-postcode = <b>Your text has a full postcode in it:</b> <code>{ $words }</code>
clue-plate = <b>Your text has a number plate in it:</b> <code>{ $words }</code>
clue-what-to-do =
    Staff will see it. If it is about you, it can show who you are.
    What should we do with it?

# What stands in the text in place of the hidden words. Staff read it.
clue-hidden-link = [link]
clue-hidden-email = [e-mail address]
clue-hidden-phone = [phone number]
clue-hidden-handle = [account name]
clue-hidden-name = [name]
clue-hidden-address = [address]
clue-hidden-postcode = [postcode]
clue-hidden-plate = [number plate]

clue-hidden = Hidden. It is gone from this answer. Your own message stays in this chat until you hide the chat.

button-hide-clue = Hide it
button-keep-clue = Keep it
button-change-words = Change my text
button-keep-all-clues = Keep all of them
