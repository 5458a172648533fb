# What staff read: cards, buttons, questions and answers. Short: staff read many of them.

## Cards

staff-card-title = <b>الحالة { $number }</b>
staff-card-urgent = 🔴 <b>عاجل</b>
staff-card-urgent-because = 🔴 <b>عاجل</b> · { $reasons }
staff-card-status = الوضع: { $status }
staff-card-received = وصل في { $day }، { $part ->
    [morning] صباحًا
    [afternoon] بعد الظهر
    [evening] مساءً
   *[night] ليلًا
}
staff-card-language = مكتوب بلغة: { $name }
staff-card-words = { $count ->
    [one] كلمة واحدة كتبها الشخص
    [two] كلمتان كتبهما الشخص
    [few] { $count } كلمات كتبها الشخص
   *[other] { $count } كلمة كتبها الشخص
}
staff-card-words-forwarded = بعضها أُعيد توجيهه في Telegram: ربما كتبه شخص آخر.
staff-card-words-kept-back = { $count ->
    [one] كلمة واحدة تنتظر أن يقرأها مشرف
    [two] كلمتان تنتظران أن يقرأهما مشرف
    [few] { $count } كلمات تنتظر أن يقرأها مشرف
   *[other] { $count } كلمة تنتظر أن يقرأها مشرف
}
staff-card-delete-day = يُحذف في { $day }
staff-card-proposal = { $said } يؤكده مشرف آخر قبل { $day }.
staff-card-held = لا تُحذف: حفظ قانوني
staff-card-owner = عند { $owner }
staff-card-no-owner = ليست عند أحد بعد
staff-card-outcome = النتيجة: { $outcome }
staff-card-reason = السبب: { $reason }
staff-card-section = <b>{ $section }</b>
staff-card-line = { $label }: { $answer }
staff-card-in-their-words = بكلمات الشخص نفسه
staff-card-own-words-below = قد تؤلمك كلمات الشخص. خذ استراحة عندما تحتاج إليها.
staff-card-links = ⚠ فيها رابط، معروض بحيث لا تفتحه أي نقرة. فتح الرابط قد يكشف للآخرين من ينظر.
staff-card-continued = <b>الحالة { $number }</b>، الجزء { $part } من { $parts }
staff-card-masked = { $count ->
    [one] إجابة واحدة فيها كلمات محجوبة
    [two] إجابتان فيهما كلمات محجوبة
    [few] { $count } إجابات فيها كلمات محجوبة
   *[other] { $count } إجابة فيها كلمات محجوبة
}
staff-card-additions = { $count ->
    [one] رسالة واحدة من المُبلِّغ
    [two] رسالتان من المُبلِّغ
    [few] { $count } رسائل من المُبلِّغ
   *[other] { $count } رسالة من المُبلِّغ
}
staff-card-notes = { $count ->
    [one] ملاحظة واحدة
    [two] ملاحظتان
    [few] { $count } ملاحظات
   *[other] { $count } ملاحظة
}
staff-card-history-line = { $day }: { $event }
staff-repeat-mark = ↻ قد تكون مكررة
staff-notice-added = كتب صاحب البلاغ إلى الحالة { $number }. اضغط «اقرأ» على بطاقتها.
staff-notice-attached = أضاف صاحب البلاغ صورًا أو ملفات إلى الحالة { $number }. اضغط «الأدلة» على بطاقتها.
staff-notice-cut = لم يعد بالإمكان الوصول إلى صاحب بلاغ الحالة { $number }.
staff-notice-leftover = ما زالت هنا رسالة من حالة محذوفة. لم يستطع البوت حذفها ولا إفراغها. هذه الرسالة رد عليها: احذفها بيدك، واحذف هذه أيضًا.
staff-notice-withdrawn = سحب صاحب البلاغ الحالة { $number }. حُذفت.
staff-duplicate-card = وصلت هذه البطاقة مرتين. استعمل الأخرى. هذه لا تفعل شيئًا.
staff-duplicate-toast = هذه البطاقة مكررة. استعمل الأخرى.
staff-erased = حُذفت هذه الحالة.


## Status

staff-status-received = جديدة
staff-status-accepted = تنتظر من يأخذها
staff-status-in-progress = قيد العمل
staff-status-waiting-for-reporter = تنتظر المُبلِّغ
staff-status-closed = مغلقة
staff-status-declined = مرفوضة

## Buttons and what they did

staff-action-release = إصدار للفريق
staff-done-release = { $by } أصدرها للفريق.
staff-action-mask = حجب كلمات
staff-done-mask = { $by } غيّر الكلمات المحجوبة.
staff-action-decline = رفض
staff-done-decline = { $by } رفضها: { $detail }.
staff-action-claim = آخذ هذه الحالة
staff-done-claim = { $by } أخذها.
staff-action-give-back = إعادتها
staff-done-give-back = { $by } أعادها.
staff-action-status = تغيير الوضع
staff-done-status = { $by } غيّر الوضع: { $detail }.
staff-action-ask = سؤال المُبلِّغ
staff-done-ask = { $by } سأل المُبلِّغ.
staff-action-answer = الرد على المُبلِّغ
staff-done-answer = { $by } كتب إلى المُبلِّغ.
staff-action-more = المزيد
staff-action-mute = كتم المُرسِل
staff-action-confirm = تأكيد
staff-done-confirm = { $by } أكد ذلك.
staff-action-drop = ترك الاقتراح
staff-done-drop = { $by } ترك الاقتراح.
staff-action-erase = حذف الآن
staff-done-erase = { $by } أكد الحذف.
staff-proposed-erase = { $by } يريد حذف هذه الحالة.
staff-action-extend = إبقاؤها مدة أطول
staff-done-extend = { $by } أكد إبقاءها مدة أطول: { $detail }.
staff-proposed-extend = { $by } يريد إبقاء هذه الحالة مدة أطول: { $choice }.
staff-action-legal-hold = حفظ قانوني
staff-done-legal-hold = { $by } أكد الحفظ القانوني.
staff-proposed-legal-hold = { $by } يريد حفظًا قانونيًا: لا تُحذف الحالة حتى يُرفع.
staff-action-lift-hold = رفع الحفظ القانوني
staff-done-lift-hold = { $by } أكد رفع الحفظ القانوني.
staff-proposed-lift-hold = { $by } يريد رفع الحفظ القانوني.
staff-action-close = إغلاق
staff-done-close = { $by } أغلقها: { $detail }.
staff-action-reopen = فتح من جديد
staff-done-reopen = { $by } فتحها من جديد.
staff-action-take-back = إلغاء الرفض
staff-done-take-back = { $by } أعادها إلى قائمة الانتظار.
staff-action-note = إضافة ملاحظة
staff-done-note = { $by } أضاف ملاحظة.
staff-done-reporter-added = كتب صاحب البلاغ.
staff-done-reporter-attached = أضاف صاحب البلاغ ملفًا.
staff-done-reporter-cut = تخلى صاحب البلاغ عن الوصول إليه.
staff-action-read = قراءة
staff-action-history = ما تم فعله
staff-action-back = → رجوع

staff-toast-release = صدرت. يراها الفريق الآن.
staff-toast-decline = رُفضت. زر «إلغاء الرفض» يعيدها.
staff-toast-claim = هي لك.
staff-toast-give-back = أُعيدت. يستطيع أي شخص في الفريق أخذها.
staff-toast-status = تغير الوضع.
staff-toast-close = أُغلقت.
staff-toast-mute = كُتم حتى { $day }. لا يعرف أحد من هو.
staff-toast-propose = اقتُرح ذلك. يجب أن يؤكده مشرف آخر.
staff-toast-confirm = تم.
staff-toast-drop = تُرك الاقتراح. لم يتغير شيء.
staff-toast-erased = حُذفت. تُمحى رسائلها من المحادثات.
staff-toast-reopen = فُتحت من جديد.
staff-toast-take-back = عادت إلى قائمة الانتظار.

## Choices

staff-choice-decline-spam = رسائل مزعجة
staff-choice-decline-not-for-us = ليست من اختصاصنا
staff-choice-decline-test = تجربة
staff-choice-decline-duplicate = ذُكرت في حالة أخرى
staff-choice-status-in-progress = قيد العمل
staff-choice-status-waiting-for-reporter = تنتظر المُبلِّغ
staff-choice-ask-own-words = بكلماتي
staff-choice-ask-which-day = في أي يوم حدث ذلك؟
staff-choice-ask-more-about-it = هل لديه المزيد؟
staff-choice-ask-still-in-danger = هل هو بأمان الآن؟
staff-choice-answer-own-words = بكلماتي
staff-choice-answer-support-line = من يمكن الحديث معه
staff-choice-answer-passed-on = أحلنا البلاغ
staff-choice-answer-what-we-can-do = ما نستطيع فعله
staff-choice-mute-1 = ليوم واحد
staff-choice-mute-7 = لمدة 7 أيام
staff-choice-mute-30 = لمدة 30 يومًا
staff-choice-extend-30 = 30 يومًا أخرى
staff-choice-extend-90 = 90 يومًا أخرى
staff-choice-close-advice-given = قُدمت نصيحة
staff-choice-close-referred = حُولت إلى جهة أخرى
staff-choice-close-passed-to-police = أُحيلت إلى الشرطة
staff-choice-close-recorded = سُجلت فقط
staff-choice-close-nothing-possible = لم يكن شيء آخر ممكنًا

## Asked in the private chat of a member of staff

staff-prompt-note =
    <b>ملاحظة على الحالة { $number }</b>
    اكتبها في رسالة واحدة. يراها الموظفون، ولا يراها المُبلِّغ أبدًا.
staff-prompt-decline =
    <b>رفض الحالة { $number }</b>
    ما الحالة المماثلة لها؟ اكتب رقم تلك الحالة، مثل 7F3-K2.
staff-prompt-mask =
    <b>حجب كلمات في الحالة { $number }</b>
    اكتب الكلمات كما هي في النص. تصير ████ في كل إجابة ترد فيها.
staff-prompt-ask =
    <b>سؤال المُبلِّغ في الحالة { $number }</b>
    اكتب سؤالك في رسالة واحدة. ستراه مرة أخرى قبل أن يُرسل.
    لا تكتب أسماء، ولا ما لا يصح أن يقرأه غريب من وراء الكتف.
staff-prompt-answer =
    <b>الكتابة إلى المُبلِّغ في الحالة { $number }</b>
    اكتب في رسالة واحدة. سترى كلماتك مرة أخرى قبل أن تُرسل.
    لا تكتب أسماء، ولا ما لا يصح أن يقرأه غريب من وراء الكتف.
staff-prompt-expired = مر وقت طويل. اضغط الزر على البطاقة مرة أخرى.
staff-prompt-cancel = إلغاء
staff-prompt-cancelled = لم يتغير شيء.
staff-prompt-over = لا ننتظر شيئًا هنا بعد الآن. ما فعلته يبقى كما هو.
staff-prompt-done = انتهيت

staff-note-added =
    <b>أُضيفت ملاحظة إلى الحالة { $number }</b>
    <blockquote>{ $words }</blockquote>
    لا يراها إلا الموظفون. لا تُرسل إلى المُبلِّغ أبدًا.
staff-history-note = { $day }: { $by } كتب ملاحظة
staff-note-too-long = في هذه الملاحظة أكثر من { $limit } حرف. اكتب ملاحظة أقصر.

staff-duplicate-unknown = لا توجد حالة برقم { $number }. انظر إلى الرقم على بطاقتها واكتبه مرة أخرى.
staff-duplicate-same = هذا رقم هذه الحالة نفسها. اكتب رقم الحالة الأخرى.

## Writing to the reporter

staff-letter-preview = <b>لم يُرسل بعد.</b> هذا ما سيقرؤه المُبلِّغ في الحالة { $number }:
staff-letter-in-your-language =
    بلغتك:
    <blockquote>{ $words }</blockquote>
staff-letter-how = اضغط «إرسال إلى المُبلِّغ» لإرساله. لا يمكن التراجع بعد ذلك، ولا يستطيع البوت أن يعرضه مرة أخرى.
staff-letter-send = إرسال إلى المُبلِّغ
staff-letter-change = تغيير
staff-letter-sent = كلماتك تنتظر المُبلِّغ في الحالة { $number }. لا يمكنك أن ترى هل قُرئت.
staff-letter-not-taken = لم نأخذ ما كتبته الآن. اضغط زرًا أدناه.
staff-letter-too-long = فيه أكثر من { $limit } حرف. اكتب نصًا أقصر.
staff-letter-empty = لا شيء يُقرأ في هذا. اكتب بضع كلمات.
staff-toast-letter-stale = هذه الضغطة لم ترسل شيئًا. ليس هذا آخر ما كتبت، أو انتهى الأمر من قبل.

## Masking

staff-mask-title = <b>الحالة { $number }: حجب كلمات</b>
staff-mask-answer = { $label } (الإجابة { $page } من { $pages }):
staff-mask-how = اكتب الكلمات التي تريد حجبها. يمكنك التراجع حتى تصدر الحالة.
staff-mask-list-title = محجوب في هذه الإجابة:
staff-mask-list-line = █ { $words }
staff-mask-nothing-yet = لا شيء محجوب في هذه الإجابة.
staff-mask-nothing-to-mask = لا كلمات في هذا البلاغ لحجبها. كل الإجابات من قوائم.
staff-mask-not-found = هذه الكلمات ليست في أي إجابة من هذا البلاغ. انسخها كما هي.
staff-mask-undo = تراجع: { $words }
staff-mask-undone = تظهر هذه الكلمات من جديد.
staff-mask-next = الإجابة التالية
staff-mask-previous = الإجابة السابقة
staff-mask-done = انتهيت
staff-mask-finished = انتهى الحجب في الحالة { $number }.

## Reading

staff-read-title = <b>الحالة { $number }</b>، الصفحة { $page } من { $pages }
staff-read-next = الصفحة التالية
staff-read-previous = الصفحة السابقة
staff-read-done = انتهيت
staff-read-nothing = لا كلمات للشخص في هذا البلاغ. كل الإجابات من قوائم.
staff-read-added = <b>أضافه المُبلِّغ في { $day }</b>
staff-read-finished = يمكنك قراءة الحالة { $number } مرة أخرى من بطاقتها.
staff-words-cover = جارٍ الفتح. إن لم يظهر هنا شيء آخر، فافتحها مرة أخرى من البطاقة.
staff-words-go = بعد 24 ساعة، أو مع حذف الحالة، تخرج هذه الرسالة وما كتبته لها من هذه المحادثة.
staff-read-warning = هذه كلمات الشخص نفسه. قد تؤلمك.

## Roles


staff-anonymous-admin = اسمك مخفي في هذه المجموعة، فلا نعرف من يضغط. افتح قائمة مشرفي المجموعة، واختر نفسك، وأوقف «Remain anonymous».

## When something cannot be done

staff-not-allowed = لا يفعل هذا إلا { $role ->
    [moderator] المشرفون
    [case-worker] العاملون على الحالات
   *[other] من لهم هذا الدور
}.
staff-not-allowed-owner = هذه الحالة عند { $owner }. لا يفعل هذا غيره.
staff-not-allowed-no-owner = خذ الحالة أولًا. ثم يمكنك فعل هذا.
staff-card-changed = { $by } كان أسرع. البطاقة تعرض الوضع الآن.
staff-card-changed-unknown = تغيرت الحالة. البطاقة تعرض الوضع الآن.
staff-not-possible-now = لا يمكن ذلك ووضع الحالة: { $status }.
staff-mute-unknown = لم يعد كتم هذا المُرسِل ممكنًا. مر على البلاغ أكثر من يوم، أو شُغّل البوت من جديد. لا يُكتب في أي مكان من أرسله.
staff-only-reachable = لا يمكن الوصول إلى المُبلِّغ في هذه الحالة. لم يُرسل شيء.
staff-only-held = لا حفظ قانونيًا على هذه الحالة.
staff-only-not-held = على هذه الحالة حفظ قانوني. ارفعه أولًا.
staff-only-proposed = لم يبقَ شيء ينتظر التأكيد.
staff-only-not-proposed = على هذه الحالة اقتراح من قبل. أكده أو اتركه أولًا.
staff-needs-another = أنت من اقترح هذا. يجب أن يؤكده مشرف آخر. يمكنك تركه.
staff-case-gone = حُذفت هذه الحالة. لم يبقَ شيء لفعله.
staff-problem-busy = لا نستطيع الحفظ الآن. لم يتغير شيء. اضغط مرة أخرى بعد دقيقة.

## Help and commands

staff-command-proof = تحقق من إثبات استلام
staff-proof-how = اكتب /proof ثم الإثبات الذي عُرض عليك، هكذا: {"\u2066"}/proof P-000M-H0EB-QARQ-QM8H{"\u2069"}
staff-proof-real = هذا الإثبات صحيح. استلمنا بلاغًا في { $day }. لا يقول أي بلاغ هو.
staff-proof-unknown = ليس هذا إثباتًا منا. قارنه بما عُرض عليك، رمزًا رمزًا.
staff-command-help = كيف تسير الحالات ومن يفعل ماذا

staff-help =
    <b>كيف تسير الحالات</b>
    1. يصل البلاغ في بطاقة. وهو جديد.
    2. يقرؤه مشرف، ويحجب الأسماء عند الحاجة، ويضغط «إصدار للفريق» أو «رفض».
    3. يضغط أحد العاملين «آخذ هذه الحالة». حالة واحدة لشخص واحد.
    4. ذلك الشخص يغير الوضع ويغلقها بنتيجة.

    <b>من المفيد أن تعرف</b>
    • لا يرى أحد هنا من أبلغ.
    • الأمر /proof يتحقق من إثبات استلام يعرضه عليك أحد. وهو لا يفتح أي حالة.
    • ما تكتبه في هذه المحادثة لا يذهب إلى أي مكان. الأزرار وحدها تغير الحالة.
    • تُكتب الملاحظات والكلمات المحجوبة والكلمات إلى المُبلِّغ في محادثتك الخاصة مع البوت. الزر يأخذك إليها.
    • زر «إرسال إلى المُبلِّغ» وحده يرسل. سترى الكلمات مرة أخرى قبل ذلك.
    • تُحفظ كل ضغطة مع اسمك في الحالة.
    • كل بطاقة تذكر اليوم الذي تُحذف فيه الحالة.
