# Texts that staff send to reporters often. Anybody may look over a shoulder.

## Questions

canned-which-day = Thank you for telling us. On which day did it happen? A rough day is fine. You do not have to answer.
canned-more-about-it = Thank you for telling us. Is there more that you want us to know? Write as much or as little as you like.
canned-still-in-danger = Are you safe now? If you are in danger, leave this chat and call 999. If you are safe, write to us here how you are.

## Answers

canned-support-line = You do not have to carry this alone. Press “Who can I call?” in this chat. It names people who listen and who help.
canned-passed-on = We passed on what you agreed to share. We did not pass on who you are. We do not know it.
canned-what-we-can-do = We can listen, write down what happened, and tell you who can help. We cannot promise what others will do.
