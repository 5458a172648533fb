# The safety tips' topics; the tips themselves are in the folder tips.

tips-title =
    <b>Safety tips</b>
    What is it about?
tips-topic-out-and-about = Safe out and about
tips-topic-abused = If someone abuses you
tips-topic-online = Safe online
tips-topic-schools-and-workplaces = Schools and workplaces
tips-topic-community = Showing support
tips-topic-bystander = If you see it happen
tips-topic-writing-it-down = Writing down what happened
tips-topic-why-report = Why report it
tips-topic-without-police = Reporting without the police
tips-topic-support = Getting support
tips-topic-law-and-policy = Changing the law and local rules
