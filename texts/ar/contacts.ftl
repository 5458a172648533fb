# Who to call: what each is for. Names, numbers and the day they were checked are in contacts.toml.

contacts-title = <b>بمن أتصل؟</b>
contact-by-text = برسالة نصية:

contact-emergency-999-name = الطوارئ: الشرطة والإسعاف والإطفاء
contact-emergency-999-for = عندما يكون أحد في خطر أو مصابًا، أو عندما يحدث ذلك الآن. لا تستطيع الكلام؟ اضغط 55 عندما يُطلب منك.
contact-emergency-text-name = الطوارئ برسالة نصية
contact-emergency-text-for = للصم ومن لا يستطيعون استعمال صوتهم. يعمل بعد تسجيل هاتفك: أرسل الكلمة “register” إلى 999.
contact-textphone-name = الطوارئ بالهاتف النصي
contact-textphone-for = لمن يستعملون هاتفًا نصيًا (textphone).
contact-police-101-name = الشرطة، لغير الطوارئ
contact-police-101-for = للإبلاغ عن شيء انتهى، أو لطلب نصيحة.
contact-met-for = شرطة لندن. أبلغ عبر الإنترنت، واقرأ ما الذي يُعد جريمة كراهية.
contact-met-web-chat-name = محادثة شرطة لندن على الويب
contact-met-web-chat-for = لتكتب إلى موظف في شرطة لندن بدل الاتصال. ابحث عن المحادثة في الموقع.
contact-crimestoppers-for = كرايم ستوبرز: جمعية خيرية وليست الشرطة. قل ما رأيته أو ما تعرفه. لا يسألون عن اسمك أبدًا ولا يستطيعون تتبع مكالمتك أو نموذجهم.
contact-fearless-for = كرايم ستوبرز للشباب. قل ما تعرفه من دون اسم.
contact-btp-for = شرطة القطارات والمترو والمحطات. ليست للطوارئ.
contact-btp-hours = تعمل ليلًا ونهارًا.
contact-true-vision-for = أبلغ أي شرطة في البلاد عن جريمة كراهية عبر الإنترنت، باسمك أو من دونه.
contact-victim-support-for = جمعية خيرية لكل من آذته جريمة. شخص تتحدث إليه، ومساعدة في ما يأتي بعد ذلك. لا يلزم أن تخبر الشرطة.
contact-victim-support-hours = تعمل ليلًا ونهارًا.
contact-stop-hate-uk-for = مساعدة لمن استُهدفوا بسبب هويتهم. تعمل في بعض المناطق فقط. اسأل إن كانت منطقتك منها.
contact-stop-hate-uk-hours = تعمل ليلًا ونهارًا.
contact-galop-for = مساعدة للمثليين ومزدوجي الميل والعابرين (LGBT+) الذين تعرضوا لإساءة أو اعتداء.
contact-galop-hours = من الاثنين إلى الخميس من 10:00 إلى 20:30، والجمعة من 10:00 إلى 16:30.
contact-cst-for = مساعدة لليهود، ومكان للإبلاغ عن كراهية اليهود.
contact-cst-hours = تعمل ليلًا ونهارًا.
contact-british-muslim-trust-for = مساعدة للمسلمين، ومكان للإبلاغ عن كراهية المسلمين.
contact-catch-for = ست جمعيات خيرية في لندن تساعد بعد جريمة كراهية، كل منها لمجتمعها.
