# The command menu (60 characters at most) and what people read before they press Start.

command-start = The first screen
command-report = Tell what happened
command-case = Come back with a case code
command-tips = Safety tips
command-help-now = Who to call
command-privacy = What we keep, and for how long
command-language = Change the language
command-hide = Wipe this chat
command-delete = Erase what we hold about you
command-cancel = Stop your report
command-help = What you can do here

# 512 characters at most.
bot-description =
    Were you abused or attacked because of who you are? Did you see it happen? Tell us here. It takes about three minutes.

    You do not have to say who you are. The people who read your report cannot see your name, number or account. Telegram itself can see that you write here.

    In danger now? Call 999. This is not an emergency service.
# 120 characters at most.
bot-short-description = Report abuse without saying who you are. Safety tips. Who to call. In danger now? Call 999.
