# The report: before it, its questions, checking, sending, and stopping.

report-before-first =
    <b>يستغرق الأمر نحو ثلاث دقائق.</b>
    يمكنك تخطي كل سؤال تقريبًا، والرجوع، والتوقف. نحتفظ بما كتبته { $hours ->
        [one] ساعة واحدة
        [two] ساعتين
        [few] { $hours } ساعات
       *[other] { $hours } ساعة
    }، فيمكنك أن تكمل لاحقًا.

    يمكنك إضافة صور ومقاطع فيديو ومستندات. ونزيل ما يختبئ فيها.

    تيليغرام نفسه يرى أنك تكتب هنا، ويرى ما تكتبه.

    لمسح هذه المحادثة في أي وقت، اضغط <b>إخفاء المحادثة</b>.
report-short-intro = <i>احكِ كل شيء هنا. ثم نسأل فقط ما نوعه ومتى وأين حدث.</i>
report-progress = <i>{ $left ->
    [1] السؤال الأخير
    [2] بقي سؤالان قصيران
    [few] بقي نحو { $left } أسئلة قصيرة
   *[other] بقي نحو { $left } سؤالًا قصيرًا
}</i>
report-answer-so-far = إجابتك الآن: { $answer }
report-story-part-taken = ✓ وصلنا منك { $parts ->
    [one] رسالة واحدة
    [two] رسالتان
    [few] { $parts } رسائل
   *[other] { $parts } رسالة
} ({ $characters ->
    [one] حرف واحد
    [two] حرفان
    [few] { $characters } أحرف
   *[other] { $characters } حرف
}). اكتب المزيد أو اضغط «انتهيت».
added-to-report = أُضيف إلى بلاغك.

offer-in-danger = هل أنت في خطر الآن؟ اتصل على <b>999</b>.
forwarded-offer =
    <b>هل تريد الإبلاغ عن هذا؟</b>
    يمكننا أن نبدأ بلاغًا بهذه الكلمات. لا يُرسل شيء حتى تطلب ذلك.
forwarded-offer-several =
    <b>هل تريد الإبلاغ عن هذا؟</b>
    يمكننا أن نبدأ بلاغًا برسائلك الأخيرة، وعددها { $count }. لا يُرسل شيء حتى تطلب ذلك.
forwarded-offer-in-report =
    <b>هل نضيف هذا إلى بلاغك؟</b>
    يمكننا أن نضع هذه الكلمات مع كلماتك. لا يُرسل شيء حتى تطلب ذلك.
forwarded-offer-in-report-several =
    <b>هل نضيف هذا إلى بلاغك؟</b>
    يمكننا أن نضع هذه الرسائل، وعددها { $count }، مع كلماتك. لا يُرسل شيء حتى تطلب ذلك.
offered-words-lost = لم نستطع أن نضع إلا رسالتك الأخيرة: لم تعد عندنا الرسائل التي قبلها. هي ما زالت في هذه المحادثة. يمكنك أن تكتبها من جديد في بلاغك.

## Sections

report-section-safety = السلامة
report-section-incident = ما حدث
report-section-when-and-where = متى وأين
report-section-story = بكلماتك
report-section-harm = الضرر
report-section-others = أشخاص آخرون
report-section-needs = ما تحتاج إليه
report-section-contact = الوصول إليك
report-section-sharing = المشاركة

## Safe now

report-safe-now-prompt =
    <b>هل أنت في أمان الآن؟</b>
    إذا كان الشخص ما زال هناك، أو قد يعود، فاضغط «لا».
report-safe-now-label = الأمان الآن
report-safe-now-option-safe = نعم، أنا في أمان
report-safe-now-option-danger = لا، أو لست متأكدًا
report-safe-now-option-hurt = هناك شخص مصاب

## Who it happened to

report-role-prompt =
    <b>لمن حدث ذلك؟</b>
    نسأل كي تناسبك الأسئلة التالية.
report-role-label = لمن حدث
report-role-option-me = حدث لي
report-role-option-witness = رأيته يحدث
report-role-option-for-someone-else = أخبركم به نيابة عن شخص آخر
report-role-option-me-and-others = لي ولشخص آخر

report-agreed-prompt =
    <b>هل يعرف الشخص أنك تخبرنا؟</b>
    يمكنك أن تخبرنا في الحالتين. لا تكتب اسمه.
report-agreed-label = هل يعرف الشخص
report-agreed-option-they-agree = يعرف ويوافق
report-agreed-option-they-do-not-know = لا يعرف
report-agreed-option-cannot-ask = لا أستطيع أن أسأله

## What

report-what-prompt =
    <b>{ $role ->
        [witness] ماذا رأيت؟
        [for_someone_else] ماذا حدث له؟
       *[other] ماذا حدث؟
    }</b>
    اختر كل ما ينطبق. لا يلزم أن تعرف إن كان جريمة.
report-what-label = ما حدث
report-what-option-verbal-abuse = شتائم أو كلمات كراهية
report-what-option-threats = تهديد
report-what-option-physical-attack = ضرب أو ركل أو اعتداء آخر
report-what-option-spitting-or-throwing = بصق أو رمي أشياء
report-what-option-harassment = مضايقة تستمر وتتكرر
report-what-option-sexual = لمس جنسي أو كلام جنسي
report-what-option-damage = إتلاف ممتلكات
report-what-option-graffiti = كتابات أو رموز كراهية
report-what-option-arson = إشعال نار
report-what-option-theft = سرقة أو سلب
report-what-option-online = على الإنترنت أو رسائل أو مكالمات
report-what-option-leaflets = منشورات أو ملصقات أو رسائل كراهية
report-what-option-exploitation = «صديق» يستغل أو يخدع
report-what-option-refused-service = رفض تقديم خدمة
report-what-option-bullying = تنمر
report-what-option-other = شيء آخر

report-what-other-prompt =
    <b>ما هو الشيء الآخر؟</b>
    بضع كلمات تكفي.
report-what-other-label = شيء آخر

## Why

report-why-prompt =
    <b>لماذا حدث ذلك في رأيك؟</b>
    اختر كل ما ينطبق. { $role ->
        [witness] يُحسب ذلك حتى لو أخطأوا في ظنهم عن الشخص.
        [for_someone_else] يُحسب ذلك حتى لو أخطأوا في ظنهم عن الشخص.
       *[other] يُحسب ذلك حتى لو أخطأوا في ظنهم عنك.
    }
report-why-label = السبب
report-why-option-race = العرق أو الأصل أو الجنسية
report-why-option-religion = الدين أو المعتقد
report-why-option-sexual-orientation = الميل الجنسي
report-why-option-disability = الإعاقة
report-why-option-transgender = العبور الجنسي
report-why-option-sex-or-gender = الجنس أو النوع الاجتماعي
report-why-option-age = العمر
report-why-option-appearance = الشكل أو الملابس أو الأسلوب
report-why-option-immigration-status = وضع الهجرة
report-why-option-other = شيء آخر

report-why-signs-prompt =
    <b>ما الذي يجعلك تظن ذلك؟</b>
    اختر كل ما ينطبق. شعورك يكفي.
report-why-signs-label = ما يدل على السبب
report-why-signs-option-words-used = الكلمات التي قالوها
report-why-signs-option-symbols = علامات أو رموز أو إشارات
report-why-signs-option-clothes-or-place = ملابس أو شيء يُلبس أو المكان
report-why-signs-option-date-or-event = التاريخ أو مناسبة
report-why-signs-option-same-people = الأشخاص أنفسهم فعلوها من قبل
report-why-signs-option-no-other-reason = لم يكن هناك سبب آخر
report-why-signs-option-own-feeling = شعوري أنا

## When

report-when-prompt =
    <b>متى حدث ذلك؟</b>
    اضغط، أو اكتبه بكلماتك، مثل «الثلاثاء الماضي» أو «أوائل يونيو». التقريب يكفي.
report-when-label = متى
report-when-period-prompt =
    <b>من متى إلى متى؟</b>
    اكتبه بكلماتك، مثل «منذ مارس، كل أسبوع».
when-just-now = قبل قليل
when-today = اليوم
when-yesterday = أمس
when-pick-day = اختر يومًا
when-period = على مدى فترة
when-unknown = لا أتذكر
when-typed-echo =
    كتبت «{ $words }».
    <b>هل تقصد { WEEKDAY($day) } { $day }؟</b>
when-echo-yes = نعم، ذلك اليوم
when-echo-keep-words = لا، احتفظ بكلماتي
answer-when-just-now = { $day }، { $part ->
    [morning] صباحًا، قبل أن يُروى بقليل
    [afternoon] بعد الظهر، قبل أن يُروى بقليل
    [evening] مساءً، قبل أن يُروى بقليل
    [night] ليلًا، قبل أن يُروى بقليل
   *[other] قبل أن يُروى بقليل
}
answer-when-today = { $day }
answer-when-yesterday = { $day }
answer-when-day = { $day }
answer-when-day-typed = { $day } («{ $words }»)
answer-when-period = على مدى فترة: { $words }
answer-when-words = «{ $words }»
answer-when-unknown = لا يتذكر
calendar-title = { MONTH($month) }
calendar-earlier = → أقدم
calendar-later = أحدث ←
calendar-close = إغلاق

report-day-part-prompt = <b>في أي وقت من اليوم حدث ذلك؟</b>
report-day-part-label = وقت اليوم
report-day-part-option-morning = الصباح
report-day-part-option-afternoon = بعد الظهر
report-day-part-option-evening = المساء
report-day-part-option-night = الليل

## Where

report-where-kind-prompt = <b>ما نوع المكان؟</b>
report-where-kind-label = نوع المكان
report-where-kind-option-home = في البيت أو قربه
report-where-kind-option-street = في الشارع
report-where-kind-option-public-transport = حافلة أو قطار أو مترو أو ترام
report-where-kind-option-shop = متجر
report-where-kind-option-pub-or-restaurant = حانة أو مطعم
report-where-kind-option-work = العمل
report-where-kind-option-school = مدرسة أو كلية أو جامعة
report-where-kind-option-park = حديقة عامة
report-where-kind-option-online = على الإنترنت
report-where-kind-option-place-of-worship = مكان عبادة
report-where-kind-option-public-office = دائرة عامة أو مستشفى
report-where-kind-option-care-setting = دار رعاية أو خدمة رعاية
report-where-kind-option-lgbt-venue = مقهى أو نادٍ أو مجموعة LGBT+
report-where-kind-option-stadium = ملعب أو مكان رياضة
report-where-kind-option-elsewhere = مكان آخر

report-where-prompt =
    <b>أين حدث ذلك؟</b>
    اضغط زرًا. أو اكتب مكانًا أو النصف الأول من الرمز البريدي، مثل E8.
    يمكنك أيضًا مشاركة موقع بمشبك الورق 📎. نحتفظ بالمنطقة التقريبية فقط، ولا نحتفظ بالمكان الدقيق أبدًا.
report-where-label = أين
where-online = كان على الإنترنت
where-typed-echo =
    كتبت «{ $words }».
    <b>هل حدث ذلك هناك؟</b>
where-echo-yes = نعم، { $words }
where-echo-no = لا، اسألني مرة أخرى
where-pin-grid-prompt =
    <b>بأي دقة يراه الموظفون؟</b>
    جعلنا موقعك تقريبيًا وحذفناه من هذه المحادثة. أنت تختار درجة التقريب.
grid-street = الشارع، نحو { $metres } متر
grid-neighbourhood = الحي، نحو { $metres } متر
grid-borough = المنطقة، نحو { $metres } متر
answer-where-area = { $words }
answer-where-words = «{ $words }»
answer-where-postcode = منطقة الرمز البريدي { $words }
answer-where-pin = حول { $latitude }، { $longitude } (في حدود { $metres } متر)
answer-where-online = على الإنترنت
where-live-refused = الموقع المباشر يستمر في إظهار مكانك، فلم نحتفظ به. أوقف مشاركته في تيليغرام. ثم شارك موقعًا ثابتًا، أو اكتب المكان.

report-transport-prompt =
    <b>أي حافلة أو قطار أو خط؟</b>
    الرقم أو الاسم، والاتجاه، والمحطة. ما تتذكره يكفي.
report-transport-label = الخط والمحطة

report-online-prompt =
    <b>أين على الإنترنت؟</b>
    اذكر التطبيق أو الموقع. أضف رابطًا إن كان لديك. هل ما زال ظاهرًا؟
report-online-label = أين على الإنترنت

## In your words

report-story-prompt =
    <b>{ $role ->
        [witness] أخبرنا بكلماتك بما رأيته.
        [for_someone_else] أخبرنا بكلماتك بما حدث له.
       *[other] أخبرنا بكلماتك بما حدث.
    }</b>
    اكتب ما شئت من الرسائل. إذا قيلت كلمات، فاكتبها كما قيلت، حتى لو كانت قبيحة.
    لا تكتب أسماء أو تفاصيل لا يعرفها غيرك، إذا أردت ألا يعرف أحد من أنت.
report-story-label = ما حدث، بالكلمات

report-who-did-it-prompt =
    <b>من فعل ذلك؟</b>
    كم كان عددهم؟ هل تعرفهم؟ كيف بدوا، وماذا لبسوا؟ إلى أين ذهبوا؟ هل كانت هناك سيارة برقم لوحة؟
    اكتب ما تتذكره في رسالة واحدة.
report-who-did-it-label = من فعل ذلك

## Harm

report-again-prompt = <b>هل حدث ذلك من قبل؟</b>
report-again-label = من قبل
report-again-option-first-time = كانت هذه أول مرة
report-again-option-before = حدث من قبل
report-again-option-still-going-on = ما زال مستمرًا

report-harm-prompt =
    <b>{ $role ->
        [witness] كيف أثر ذلك في الشخص؟
        [for_someone_else] كيف أثر ذلك فيه؟
       *[other] كيف أثر ذلك فيك؟
    }</b>
    اختر كل ما ينطبق.
report-harm-label = الضرر
report-harm-option-shaken = صدمة أو حزن
report-harm-option-hurt = إصابة لم تحتج إلى علاج
report-harm-option-treated = إصابة احتاجت إلى علاج
report-harm-option-hospital = ذهاب إلى المستشفى
report-harm-option-damage = شيء تضرر
report-harm-option-loss = شيء أُخذ أو ضاع
report-harm-option-afraid = خوف من الخروج
report-harm-option-other = شيء آخر

report-weapon-prompt =
    <b>هل كان هناك سلاح؟</b>
    يُحسب أي شيء استُعمل أو أُظهر للإيذاء أو التخويف.
report-weapon-label = سلاح
report-weapon-option-yes = نعم
report-weapon-option-no = لا

report-weapon-what-prompt = <b>ما هو؟</b>
report-weapon-what-label = أي سلاح

## Other people

report-witnesses-prompt =
    <b>هل رأى ذلك أحد آخر؟</b>
    لا تكتب أسماءهم.
report-witnesses-label = من رأى ذلك
report-witnesses-option-nobody = لا أحد غيري
report-witnesses-option-strangers = أشخاص لا أعرفهم
report-witnesses-option-someone-would-talk = شخص مستعد للحديث عنه

report-told-prompt =
    <b>من عرف بذلك حتى الآن؟</b>
    اختر كل ما ينطبق. يمكنك الإبلاغ هنا في كل الأحوال.
report-told-label = من عرف حتى الآن
report-told-option-police = الشرطة
report-told-option-council = المجلس المحلي
report-told-option-landlord = مالك البيت
report-told-option-school = المدرسة أو الكلية
report-told-option-employer = المدير أو صاحب العمل
report-told-option-platform = التطبيق أو الموقع
report-told-option-charity = جمعية خيرية
report-told-option-nobody = لا أحد بعد

report-told-reference-prompt =
    <b>هل أعطت الشرطة رقمًا مرجعيًا؟</b>
    إذا كتبته، فيمكن للموظفين والشرطة معرفة صاحبه. يمكنك التخطي.
report-told-reference-label = رقم الشرطة المرجعي

## What you need

report-wanted-prompt =
    <b>ماذا تريد أن يحدث؟</b>
    اختر كل ما ينطبق. للمساعدة الآن، انظر «بمن أتصل؟» في الشاشة الأولى.
report-wanted-label = ما تريده
report-wanted-option-record = أن يُسجل فقط
report-wanted-option-advice = نصيحة
report-wanted-option-answer = جوابًا من العاملين هنا
report-wanted-option-support-service = مساعدة من خدمة دعم
report-wanted-option-police-without-me = إبلاغ الشرطة من دون بياناتي

report-needs-prompt =
    <b>ما الذي يساعد؟</b>
    اختر كل ما ينطبق. يبين لنا ذلك ما يحتاج إليه الناس. للمساعدة الآن، انظر «بمن أتصل؟» في الشاشة الأولى.
report-needs-label = ما يساعد
report-needs-option-someone-to-talk-to = شخص أتحدث إليه
report-needs-option-practical-safety = أمان أكثر في كل يوم
report-needs-option-housing = مساعدة في السكن
report-needs-option-legal = مساعدة قانونية
report-needs-option-medical = مساعدة طبية
report-needs-option-language = مساعدة بلغة أخرى
report-needs-option-accessible-format = قراءة سهلة أو خط كبير أو لغة إشارة
report-needs-option-under-18 = عمري أقل من 18
report-needs-option-immigration-worry = قلق بشأن الهجرة

## Contact

report-contact-prompt =
    <b>كيف نصل إليك؟</b>
    <b>برمز بلاغ:</b> الرمز يفتح لك الأجوبة، في أي يوم. لا شيء هنا يربط البلاغ بك.
    <b>في هذه المحادثة:</b> نخبرك هنا بأن هناك جديدًا. لذلك نحتفظ بطريق مختوم إلى هذه المحادثة، { $route_days } يومًا على الأكثر.
    <b>لا تصلوا إليّ:</b> لا يستطيع أحد أن يسألك شيئًا، ولا يمكنك أن تعود إليه.
report-contact-label = الوصول إليك
report-contact-option-mailbox = برمز بلاغ
report-contact-option-reply-here = في هذه المحادثة
report-contact-option-none = لا تصلوا إليّ

## Sharing

report-sharing-prompt =
    <b>هل يُستعمل بلاغك في أكثر من ذلك؟</b>
    يقرؤه الموظفون هنا. لا يحدث به شيء آخر إلا إذا اخترته.
report-sharing-label = يُستعمل في
report-sharing-option-police-summary = ملخص للشرطة
report-sharing-option-statistics = إحصاء من دون أي أسماء
report-sharing-option-quote = اقتباس لا يذكر أحدًا

## Answers

answer-safe-later = { $answer }. وقال لاحقًا: في أمان الآن
answer-skipped = لم يُذكر
answer-not-sure = غير متأكد

## Check, preview, send

review-title =
    <b>راجع إجاباتك</b>
    اضغط ✎ لتغيير إجابة.
review-line = <i>{ $label }:</i> { $answer }
review-more-in-preview = هناك المزيد. زر «ما سيراه الموظفون» يعرضه كله.
review-not-sent-yet = <b>لم يُرسل بعد.</b> لا يرسله إلا زر «إرسال البلاغ».
review-missing =
    <b>ما زال لازمًا قبل الإرسال</b>
    { $list }
preview-title =
    <b>ما سيراه الموظفون{ $pages ->
        [1] {""}
       *[other] ، الصفحة { $page } من { $pages }
    }</b>
    هذا كل ما يصلهم. ليس فيه اسمك ولا رقمك ولا حسابك.

receipt-title = <b>وصل بلاغك.</b>
receipt-code =
    <b>رمز بلاغك</b>
    <code>{ $code }</code>
    هو الطريق الوحيد للعودة إلى هذا البلاغ. احفظه في مكان آمن: إخفاء المحادثة يزيله، ولا نستطيع أن نبحث عنه لك.

    حتى الساعة { $until } يمكنك أن تسحب البلاغ كله.
receipt-no-code = حتى الساعة { $until } يمكنك أن تسحب البلاغ كله.
receipt =
    سيقرؤه شخص خلال { $days ->
        [one] يوم واحد
        [two] يومين
        [few] { $days } أيام
        [many] { $days } يومًا
       *[other] { $days } يوم
    }.
    { $contact ->
        [mailbox] { $code ->
            [here] أرسل /case والرمز لتقرأ الأجوبة وتكتب.
           *[above] رمز بلاغك في الرسالة أعلاه. أرسل /case لتستعمله.
        }
        [reply-here] عندما يكون هناك جديد نخبرك في هذه المحادثة. الأمر /case يبين كيف هو الآن.
       *[none] لا يستطيع أحد أن يكتب إليك، كما اخترت.
    }
    نحذف البلاغ في { $deletion_day }، إلا إذا قرر اثنان من العاملين هنا أنه ما زال مطلوبًا.

    شكرًا لأنك أخبرتنا.
button-copy-code = انسخ الرمز
button-take-back = اسحب البلاغ
take-back-too-late = انتهت الدقائق الخمس. بالأمر /case يمكنك أن ترى البلاغ وتحذفه، إذا اخترت أن نصل إليك.
take-back-gone = لم يعد هذا البلاغ موجودًا. لم يبقَ عندنا شيء منه.
taken-back =
    <b>سُحب.</b>
    لم يعد البلاغ موجودًا. لم يبقَ عندنا شيء منه. إن كان الموظفون قد رأوه على شاشتهم، يُزال من هناك { $delay_minutes ->
        [0] أيضًا
        [one] خلال دقيقة واحدة، كي يصعب أن يعرفك أحد من الوقت
        [two] خلال دقيقتين، كي يصعب أن يعرفك أحد من الوقت
        [few] خلال { $delay_minutes } دقائق، كي يصعب أن يعرفك أحد من الوقت
       *[other] خلال { $delay_minutes } دقيقة، كي يصعب أن يعرفك أحد من الوقت
    }.

receipt-contacts-title = <b>قد تساعدك هذه الجهات الآن</b>

## Stop, keep, come back

stop-title =
    <b>هل تتوقف هنا؟</b>
    <b>احتفظ به:</b> تبقى إجاباتك حتى { WEEKDAY($when) } { $when }. ثم تُحذف.
    <b>احذفه:</b> تختفي كلها فورًا.
    <b>أرسل ما كتبته:</b> يظهر عندما نعرف ماذا حدث ومتى وأين. تراجعه أولًا.
draft-kept =
    <b>حُفظ.</b>
    تبقى إجاباتك هنا حتى { WEEKDAY($when) } { $when }. ثم تُحذف. أرسل /report للمتابعة.
draft-deleted =
    <b>حُذف.</b>
    لم يبقَ عندنا شيء من إجاباتك. رسائل هذه المحادثة تبقى حتى تخفيها.
resume-title =
    <b>لديك بلاغ لم يُرسل.</b>
    نحتفظ بإجاباتك حتى { WEEKDAY($when) } { $when }.
