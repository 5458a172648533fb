# Who to call: what each is for. Names, numbers and the day they were checked are in contacts.toml.

contacts-title = <b>Who can I call?</b>
contact-by-text = By text message:

contact-emergency-999-name = Emergency: police, ambulance, fire
contact-emergency-999-for = When someone is in danger or hurt, or it is happening now. Cannot speak? Press 55 when you are asked.
contact-emergency-text-name = Emergency by text
contact-emergency-text-for = For people who are deaf or cannot use their voice. It works once your phone is registered: text the word “register” to 999.
contact-textphone-name = Emergency by textphone
contact-textphone-for = For people who use a textphone.
contact-police-101-name = Police, not an emergency
contact-police-101-for = To report something that is over, or to ask for advice.
contact-met-for = London's police. Report online, and read what counts as a hate crime.
contact-met-web-chat-name = Met Police web chat
contact-met-web-chat-for = To type with a police operator in London instead of calling. Look for the chat on the site.
contact-crimestoppers-for = A charity that is not the police. Tell what you saw or know. They never ask your name and cannot trace your call or their form.
contact-fearless-for = Crimestoppers for young people. Tell what you know without a name.
contact-btp-for = Police for trains, the Tube and stations. Not for emergencies.
contact-btp-hours = Open day and night.
contact-true-vision-for = Report a hate crime to any police force in the country online, with or without your name.
contact-victim-support-for = A charity for anybody hurt by crime. Someone to talk to, and help with what comes next. You need not tell the police.
contact-victim-support-hours = Open day and night.
contact-stop-hate-uk-for = Help for people targeted because of who they are. It only works in some areas. Ask if yours is one.
contact-stop-hate-uk-hours = Open day and night.
contact-galop-for = Help for LGBT+ people who were abused or attacked.
contact-galop-hours = Monday to Thursday 10:00 to 20:30, Friday 10:00 to 16:30.
contact-cst-for = Help for Jewish people, and a place to report hate against Jews.
contact-cst-hours = Open day and night.
contact-british-muslim-trust-for = Help for Muslims, and a place to report hate against Muslims.
contact-catch-for = Six London charities that help after a hate crime, each for its own community.
