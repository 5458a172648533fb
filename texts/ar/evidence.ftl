# Files: asked for, offered, cleaned, refused; and what staff read under them.

report-section-evidence = الصور والملفات

report-evidence-prompt =
    <b>هل لديك صورة أو مقطع فيديو أو تسجيل أو مستند؟</b>
    { $files ->
        [0] أرسله هنا بمشبك الورق 📎. يمكنك إرسال 10 ملفات على الأكثر.
            نزيل ما يختبئ في الملف، كالمكان والتاريخ وطراز الهاتف. ولا نستطيع إزالة ما يظهر فيه: وجه، أو لوحة سيارة، أو شارعك.
            يمكنك تخطي هذا. ويمكنك إضافة ملفات إلى أن ترسل البلاغ.
       *[other] أرسل المزيد بمشبك الورق 📎، حتى 10 ملفات في المجموع. أو اضغط «انتهيت».
    }
report-evidence-label = الصور والملفات

## A file that was sent somewhere else

evidence-offer =
    <b>{ $count ->
        [one] هل تريد الإبلاغ عن هذا؟
        [two] هل تريد الإبلاغ عن هذين الملفين؟
        [few] هل تريد الإبلاغ عن هذه الملفات الـ{ $count }؟
       *[other] هل تريد الإبلاغ عن هذه الملفات ({ $count })؟
    }</b>
    يمكننا أن نبدأ بلاغًا بذلك. لا يُرسل شيء إلى الفريق قبل أن توافق.
evidence-offer-in-report =
    <b>{ $count ->
        [one] هل نضيف هذا إلى بلاغك؟
        [two] هل نضيف هذين الملفين إلى بلاغك؟
       *[other] هل نضيف هذه الملفات ({ $count }) إلى بلاغك؟
    }</b>
    لا يُرسل شيء إلى الفريق قبل أن توافق.
evidence-offer-here =
    <b>{ $count ->
        [one] قبل أن نأخذه
        [two] قبل أن نأخذ هذين الملفين
       *[other] قبل أن نأخذ هذه الملفات ({ $count })
    }</b>
    لا يُرسل شيء إلى الفريق قبل أن توافق.
evidence-offer-list = { $count ->
    [one] ملف واحد: { $kinds }
    [two] ملفان: { $kinds }
    [few] { $count } ملفات: { $kinds }
   *[other] { $count } ملفًا: { $kinds }
}
evidence-warning-looks = نزيل المكان والتاريخ وطراز الهاتف. <b>لا نستطيع إزالة ما يُرى:</b> وجه، أو لوحة سيارة، أو شارعك.
evidence-warning-voice = نزيل المكان والتاريخ وطراز الهاتف. <b>لا نستطيع إزالة صوت أو وجه أو لوحة سيارة.</b> قد يدل الصوت على صاحبه. إن كان هذا يقلقك، فاكتب بالكلمات ما حدث.
evidence-left = لم نأخذه. حذفنا ما دوّناه عنه.

button-take-silent = إضافة من دون الصوت
button-do-not-take = عدم الإضافة
button-add-files = 📎 إضافة صور أو ملفات
button-remove-file = أخرج { $name }
button-remove-one-of-many = ✕ { $name }
button-caption-add = أضف كلمات { $name }
button-caption-leave = اتركها
button-wait-for-files = انتظر
button-send-without = { $count ->
    [one] أرسل من دونه
   *[other] أرسل من دونها
}

## What became of each

evidence-name-photo = الصورة { $number }
evidence-name-animation = الصورة المتحركة { $number }
evidence-name-video = الفيديو { $number }
evidence-name-video-note = رسالة الفيديو { $number }
evidence-name-voice = الرسالة الصوتية { $number }
evidence-name-audio = التسجيل { $number }
evidence-name-document = المستند { $number }

evidence-kind-photo = صورة
evidence-kind-animation = صورة متحركة
evidence-kind-video = فيديو
evidence-kind-video-note = رسالة فيديو
evidence-kind-voice = رسالة صوتية
evidence-kind-audio = تسجيل
evidence-kind-document = مستند

evidence-title = <b>{ $name }</b>
evidence-brief-removed = <b>{ $name }</b>: أُزيل: { $list }.
evidence-brief-nothing = <b>{ $name }</b>: لم نجد شيئًا مخفيًا.
evidence-all-remains = ما زال فيها: { $list }.
evidence-removed = أُزيل: { $list }.
evidence-nothing-removed = لم نجد فيه شيئًا مخفيًا.
evidence-remains = ما زال فيه: { $list }.
evidence-taken-apart = نمرر النص والصور، لا الملف نفسه.
evidence-all-taken-apart = من ملفات Word وExcel وما يشبهها نمرر النص والصور، لا الملفات نفسها.
evidence-place-in-document = الصورة المرسلة كملف تحمل المكان بدقة. أزلناه. في المرة القادمة أرسلها كصورة، فلا يغادر المكان هاتفك.
evidence-caption = جاءت معه كلمات: «{ $words }». وهي ليست في بلاغك.
evidence-caption-ask =
    <b>جاءت كلمات مع { $name }:</b>
    “{ $words }”

    ليست في بلاغك بعد. هل نضيفها إلى ما حدث؟
evidence-offer-words = جاءت كلمات معه. نسألك عنها قبل الإرسال.
evidence-caption-left = تُركت.
evidence-removed-toast = أُخرج وحُذف.
evidence-more = { $count ->
    [one] وملف آخر.
    [two] وملفان آخران.
   *[other] وملفات أخرى ({ $count }).
}
evidence-in-work = ⏳ { $count ->
    [one] يجري تنظيف ملف واحد. يمكنك أن تكمل في هذه الأثناء.
    [two] يجري تنظيف ملفين. يمكنك أن تكمل في هذه الأثناء.
   *[other] يجري تنظيف ملفات ({ $count }). يمكنك أن تكمل في هذه الأثناء.
}
evidence-not-taken = <b>تعذّر أخذ { $name }.</b>
evidence-kind-not-taken = <b>تعذّر أخذ ما أرسلته: { $kind }.</b>
evidence-unfinished =
    <b>{ $count ->
        [one] ملف واحد لم يجهز بعد.
        [two] ملفان لم يجهزا بعد.
       *[other] ملفات لم تجهز بعد ({ $count }).
    }</b>
    لم يُرسل شيء. يمكنك أن تنتظر حتى يكتمل التنظيف. أو أرسل بلاغك الآن من دونه.

answer-files = { $count ->
    [one] ملف واحد ({ $kinds })
    [two] ملفان ({ $kinds })
    [few] { $count } ملفات ({ $kinds })
   *[other] { $count } ملفًا ({ $kinds })
}
answer-files-in-work = { $count ->
    [one] واحد يجري تنظيفه
    [two] اثنان يجري تنظيفهما
   *[other] { $count } يجري تنظيفها
}
answer-files-refused = { $count ->
    [one] واحد تعذّر أخذه
    [two] اثنان تعذّر أخذهما
   *[other] { $count } تعذّر أخذها
}

evidence-removed-place = المكان
evidence-removed-date = التاريخ
evidence-removed-device = طراز الهاتف أو الكاميرا
evidence-removed-author = اسم
evidence-removed-description = عنوان أو وصف
evidence-removed-thumbnail = نسخة صغيرة من الصورة
evidence-removed-colour-profile = ملف ألوان
evidence-removed-encoder = اسم البرنامج الذي صنعه
evidence-removed-hidden-text = نص مخفي
evidence-removed-changes = نسخ سابقة
evidence-removed-comments = تعليقات
evidence-removed-attachments = ملفات داخل الملف
evidence-removed-scripts = برامج صغيرة
evidence-removed-subtitles = ترجمة مكتوبة
evidence-removed-chapters = علامات فصول
evidence-removed-cover = صورة غلاف
evidence-removed-other-tracks = مسارات أخرى
evidence-removed-other-frames = صور إضافية
evidence-removed-trailing-bytes = بيانات مخفية في آخره
evidence-removed-sound = الصوت
evidence-removed-formatting = التنسيق
evidence-removed-other-metadata = تفاصيل مخفية أخرى

evidence-remains-looks = ما يُرى فيه، كالوجوه ولوحات السيارات
evidence-remains-voice = أصوات
evidence-remains-sensor = علامات دقيقة تتركها الكاميرا في كل صورة
evidence-remains-printed-dots = نقاط دقيقة تتركها بعض الطابعات على الورق
evidence-remains-watermarks = علامات مائية ظاهرة أو خفية
evidence-remains-writing = ما هو مكتوب فيه

## Refused: what happened, what is safe, what to send instead

evidence-refused-too-large = حجمه أكبر من 20 ميغابايت، و‏Telegram لا يعطينا ذلك. أرسل ملفًا أصغر، أو قسّم الفيديو إلى أجزاء أقصر. بلاغك محفوظ كما هو.
evidence-refused-empty = لا شيء فيه. أرسله مرة أخرى، أو أرسل لقطة شاشة. بلاغك محفوظ كما هو.
evidence-refused-not-fetched = لم يعد Telegram يعطينا هذا الملف. أرسله مرة أخرى. بلاغك محفوظ كما هو.
evidence-refused-broken = هو تالف، أو ليس كما يقول اسمه. أرسل لقطة شاشة له. بلاغك محفوظ كما هو.
evidence-refused-unsafe-kind = لا نستطيع جعل هذا النوع من الملفات آمنًا. أرسل صورة أو لقطة شاشة له. بلاغك محفوظ كما هو.
evidence-refused-unsupported-codec = لا نستطيع جعل هذا النوع من التسجيلات آمنًا. سجّله من جديد بهاتفك، أو أرسل لقطة شاشة. بلاغك محفوظ كما هو.
evidence-refused-too-many-pages = صفحاته كثيرة جدًا. أرسل صورًا للصفحات المهمة. بلاغك محفوظ كما هو.
evidence-refused-too-many-pixels = الصورة أكبر من أن تُنظَّف. أرسل لقطة شاشة لها. بلاغك محفوظ كما هو.
evidence-refused-too-much-inside = فيه أكثر مما نستطيع فتحه. أرسل صورًا أو لقطات شاشة للمهم. بلاغك محفوظ كما هو.
evidence-refused-too-slow = تنظيفه يستغرق وقتًا طويلًا جدًا. أرسل ملفًا أقصر أو أصغر. بلاغك محفوظ كما هو.
evidence-refused-password = هو مقفل بكلمة مرور. أرسل لقطة شاشة لما فيه. بلاغك محفوظ كما هو.
evidence-refused-nothing-visible = لا شيء يُرى فيه. أرسل صورة أو لقطة شاشة. بلاغك محفوظ كما هو.
evidence-refused-unavailable = لم نستطع تنظيفه، فلم نحتفظ به. أرسله مرة أخرى لاحقًا، أو أرسل لقطة شاشة. بلاغك محفوظ كما هو.
evidence-refused-case-over = انتهى العمل على ذلك البلاغ، فلا يُضاف إليه شيء بعد الآن. بلاغك محفوظ كما هو.

problem-evidence-gone = هذا الملف لم يعد موجودًا. القائمة تُظهر ما لدينا.
problem-files-in-work = بعض الملفات لم تجهز بعد. لم يُرسل شيء.
refusal-too-many-files = يتسع البلاغ لـ{ $limit } ملفات على الأكثر. لم نأخذ هذا الملف. أخرج ملفًا أولًا، أو صف لنا بالكلمات ما فيه.
refusal-too-much-in-files = حجم كل ملفات البلاغ معًا { $limit } ميغابايت على الأكثر. لم نأخذ هذا الملف. أخرج ملفًا أولًا، أو أرسل ملفًا أصغر.
refusal-case-too-many-files = يتسع البلاغ لـ{ $limit } ملفات على الأكثر. لم نأخذ هذا الملف. اكتب هنا ما الذي يظهر فيه.
refusal-case-too-much-in-files = حجم ملفات البلاغ كلها معًا { $limit } ميغابايت على الأكثر. لم نأخذ هذا الملف. أرسل ملفًا أصغر، أو اكتب هنا ما الذي يظهر فيه.

## Staff

staff-action-evidence = الأدلة
staff-evidence-coming =
    <b>الحالة { $number }</b>
    { $count ->
        [one] سيصل ملف واحد
        [two] سيصل ملفان
       *[other] ستصل ملفات ({ $count })
    }. قد يزعجك ما تراه أو تسمعه. الصور والمقاطع مغطاة إلى أن تضغط عليها.
    زر «تم» يُخرج الملفات من هذه المحادثة. وبعد 24 ساعة تختفي من تلقاء نفسها.
staff-evidence-missing = <b>الحالة { $number }</b>: { $name } لم يعد موجودًا. جاءت قاعدة البيانات من نسخة احتياطية تُركت الملفات خارجها، أو أن ملفًا بجانبها مفقود. اسأل من يشغّل هذا البوت.
staff-evidence-refused = <b>الحالة { $number }</b>: لا يقبل Telegram إرسال { $name }، ولا حتى كمستند. لا يمكن عرضه هنا. اسأل من يشغّل هذا البوت.
staff-evidence-none = ليس في الحالة { $number } ملفات.
staff-evidence-title = <b>الحالة { $number }</b>: { $name }{ $parts ->
    [1] {""}
   *[other] ، الجزء { $part } من { $parts }
}
staff-evidence-forwarded = أُعيد توجيهه في Telegram: ربما صنعه شخص آخر.
staff-evidence-checksum = بصمة SHA-256 للملف كما أُرسل، للتعرف على الأصل: <code>{ $sum }</code>
staff-evidence-done = تم: أخرج الملفات
staff-evidence-finished = تخرج ملفات الحالة { $number } من هذه المحادثة. بطاقتها تعرضها مرة أخرى.
